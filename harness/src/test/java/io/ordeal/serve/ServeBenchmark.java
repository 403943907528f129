package io.ordeal.serve;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Verdict;
import io.ordeal.store.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./ordeal serve}, the real command, over a folder of many runs: how long until the first page is there, counted from when
 * the command says that it listens, and until it knows all runs, with the processors' time that took, which a busy machine does not change; how long a page takes then, filtered and not; and the largest
 * memory (resident) of the process after all that.
 *
 * <p>{@code main LAUNCHER [runs] [FOLDER]}: the launcher of a built Ordeal; the folder is made, and filled if it is not there.
 * Goals: with 5,000 runs the first page within 1 s, and at most 300 MB.
 */
public final class ServeBenchmark {
    private static final int TARGETS = 40;
    private static final List<String> WORKLOADS = List.of("lock", "register", "list-append", "bank", "guarded-set");
    private static final int PAGES = 20;

    private ServeBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
        Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("ordeal-serve");
        if (!Files.isDirectory(folder.resolve("t0"))) {
            fill(folder, runs);
        }
        Process process = new ProcessBuilder(args[0], "serve", "--port", "0", "--results", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            URI address = URI.create(said.readLine());
            HttpClient client = HttpClient.newHttpClient();
            double started = cpu(process.toHandle());
            long began = System.nanoTime();
            boolean all = get(client, address).contains(runs + " runs");
            double first = since(began);
            double firstCpu = cpu(process.toHandle()) - started;
            while (!all) {
                all = get(client, address).contains(runs + " runs");
            }
            double whole = since(began);
            double wholeCpu = cpu(process.toHandle()) - started;
            double page = median(client, address);
            double filtered = median(client, address.resolve("/?state=invalid&q=t7&order=oldest"));
            out.printf(
                    Locale.ROOT,
                    "%d runs, load %.1f%nfirst page %.2f s (%.2f s of CPU; %.2f s the start before), all runs in it after %.2f"
                            + " s (%.2f s); then a page %.0f ms, filtered %.0f ms; %d MB resident%n",
                    runs,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    first,
                    firstCpu,
                    started,
                    whole,
                    wholeCpu,
                    page * 1000,
                    filtered * 1000,
                    resident(process.toHandle()) >> 10);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void fill(Path folder, int runs) throws IOException {
        SampleResults sample = new SampleResults(folder);
        for (int i = 0; i < runs; i++) {
            String target = "t" + i % TARGETS;
            String workload = WORKLOADS.get(i / TARGETS % WORKLOADS.size());
            RunFolder run = sample.begun(target, workload, i % 3 == 0 ? "partition:primary" : "kill", "client-pause");
            Verdict verdict = switch (i % 5) {
                case 0 -> new Verdict.Unknown("the run tested too little: only 6 :add were ok, where 20 are wanted");
                case 1 ->
                    new Verdict.Invalid(List.of(
                            new Anomaly(AnomalyType.NONLINEARIZABLE, null, "a stale read".repeat(50), List.of())));
                default -> new Verdict.Valid();
            };
            SampleResults.ended(run, verdict, "holds", verdict.isValid() ? Optional.of(true) : Optional.empty());
        }
    }

    /** Of the processes below the launcher, in seconds. */
    private static double cpu(ProcessHandle launcher) {
        return launcher.descendants()
                .mapToDouble(each ->
                        each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9)
                .sum();
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String get(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + ": " + answer.statusCode() + "\n" + answer.body());
        }
        return answer.body();
    }

    private static double median(HttpClient client, URI address) throws IOException, InterruptedException {
        double[] seconds = new double[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long began = System.nanoTime();
            get(client, address);
            seconds[i] = since(began);
        }
        Arrays.sort(seconds);
        return seconds[PAGES / 2];
    }

    /** In kB: the most that a process below the launcher has ever had. Linux alone tells. */
    private static long resident(ProcessHandle launcher) throws IOException {
        long most = 0;
        for (ProcessHandle each : launcher.descendants().toList()) {
            Path status = Path.of("/proc", "" + each.pid(), "status");
            if (Files.isReadable(status)) {
                try (Stream<String> lines = Files.lines(status)) {
                    most = Math.max(
                            most,
                            lines.filter(line -> line.startsWith("VmHWM:"))
                                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                    .findFirst()
                                    .orElse(0));
                }
            }
        }
        return most;
    }
}
