package io.ordeal.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Starts of {@code ./ordeal} as whole processes, the launcher's own work counted: one that looks for what there is and prints
 * some of it, which is what "the start alone" means here, and one that judges 51 small histories, so many and so large as
 * those of etcd in Porcupine's tests.
 *
 * <p>{@code main LAUNCHER [rounds] [FILE…]}: the launcher of a built Ordeal; other files than the generated ones, of a
 * register with compare and set. They take turns, so that what else the machine does hits all of them; the medians are
 * printed, as wall time and as CPU of all processes (Linux counts it in steps of 10 ms; 0 elsewhere), and both divided by
 * the start's.
 */
public final class StartBenchmark {
    private static final int FILES = 51;
    private static final int OPERATIONS = 85;
    private static final int WORKERS = 5;
    private static final double TICKS_A_SECOND = 100;

    private StartBenchmark() {}

    private record Cost(double wall, double cpu) {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 11;
        Path folder = Files.createTempDirectory("ordeal-start");
        List<String> files = args.length > 2 ? List.of(args).subList(2, args.length) : histories(folder);
        List<String> judging = List.of("check", "--json", "--checker", "cas-register");
        List<List<String>> commands = List.of(
                List.of("list", "faults"),
                List.of("--version"),
                Stream.concat(judging.stream(), files.stream().limit(1)).toList(),
                Stream.concat(judging.stream(), files.stream()).toList());
        List<List<Cost>> costs = Stream.generate(() -> (List<Cost>) new ArrayList<Cost>())
                .limit(commands.size())
                .toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < commands.size(); i++) {
                costs.get(i).add(cost(args[0], commands.get(i)));
            }
        }
        Cost alone = median(costs.get(0));
        out.printf(
                Locale.ROOT,
                "load %.1f%nprocess                        wall s   CPU s   wall/start   CPU/start%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        List<String> names =
                List.of("the start alone: list faults", "--version", "check, one file", "check, " + files.size());
        for (int i = 0; i < names.size(); i++) {
            Cost cost = median(costs.get(i));
            out.printf(
                    Locale.ROOT,
                    "%-28s %8.2f %7.2f %12.2f %11.2f%n",
                    names.get(i),
                    cost.wall(),
                    cost.cpu(),
                    cost.wall() / alone.wall(),
                    cost.cpu() / alone.cpu());
        }
        try (Stream<Path> written = Files.walk(folder)) {
            for (Path path : written.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Cost median(List<Cost> costs) {
        double[] walls = costs.stream().mapToDouble(Cost::wall).sorted().toArray();
        double[] cpus = costs.stream().mapToDouble(Cost::cpu).sorted().toArray();
        return new Cost(walls[walls.length / 2], cpus[cpus.length / 2]);
    }

    private static Cost cost(String launcher, List<String> arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of(launcher), arguments.stream()).toList();
        double cpuBefore = cpuOfEndedChildren();
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        double wall = (System.nanoTime() - started) / 1e9;
        if (status > 1) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        return new Cost(wall, cpuOfEndedChildren() - cpuBefore);
    }

    /** Children's children are counted, too, once they were waited for. */
    private static double cpuOfEndedChildren() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        // the name, in brackets, may have spaces; cutime and cstime are fields 16 and 17, the first after it is 3
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_A_SECOND;
    }

    private static List<String> histories(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        for (int seed = 0; seed < FILES; seed++) {
            // four of five have a read of what is not there, as the most of etcd's have
            String text = history(new Random(seed), seed % 5 == 0 ? -1 : OPERATIONS / 2);
            files.add(Files.writeString(folder.resolve("history-" + seed + ".edn"), text)
                    .toString());
        }
        return files;
    }

    /** Of five clients, a tenth of whose writes time out; {@code wrong} is the operation from which on a read is told wrongly. */
    private static String history(Random random, int wrong) {
        StringBuilder text = new StringBuilder();
        int[] process = new int[WORKERS];
        String[] open = new String[WORKERS];
        boolean[] timedOut = new boolean[WORKERS];
        Arrays.setAll(process, worker -> worker);
        int current = 0;
        boolean told = wrong < 0;
        event(text, 0, "invoke", "write", "0");
        event(text, 0, "ok", "write", "0");
        for (int begun = 1; begun < OPERATIONS || Stream.of(open).anyMatch(each -> each != null); ) {
            int worker = random.nextInt(WORKERS);
            if (open[worker] == null) {
                if (begun++ >= OPERATIONS) {
                    continue;
                }
                int value = random.nextInt(5);
                boolean write = random.nextInt(3) > 0;
                event(text, process[worker], "invoke", write ? "write" : "read", write ? "" + value : "nil");
                timedOut[worker] = write && random.nextInt(10) == 0;
                // it takes effect at once
                current = write && !timedOut[worker] ? value : current;
                boolean lie = !write && !told && begun > wrong;
                told |= lie;
                open[worker] = write ? "write " + value : "read " + (lie ? 7 : current);
            } else {
                String[] parts = open[worker].split(" ");
                event(text, process[worker], timedOut[worker] ? "info" : "ok", parts[0], parts[1]);
                process[worker] += timedOut[worker] ? WORKERS : 0;
                open[worker] = null;
            }
        }
        return text.toString();
    }

    private static void event(StringBuilder text, int process, String type, String f, String value) {
        text.append("{:process ").append(process).append(", :type :").append(type);
        text.append(", :f :").append(f).append(", :value ").append(value).append("}\n");
    }
}
