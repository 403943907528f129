package io.ordeal.history.io;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Large files, from the first byte to the verdict: how long reading takes, on all processors, and judging after it.
 *
 * <p>{@code main FOLDER [millions]} keeps the texts in the folder: 10 million operations on a register (1.7 GB) and 5
 * million transactions that append to lists (1.5 GB), or fewer of both. Each is read and judged three times in one JVM;
 * the best and the first are printed.
 */
public final class LargeFileBenchmark {
    private static final int ROUNDS = 3;

    private LargeFileBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        double millions = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        Path registers = folder.resolve("register-" + millions + ".edn");
        Path lists = folder.resolve("list-append-" + millions / 2 + ".edn");
        if (!Files.exists(registers)) {
            writeRegisters(registers, (int) (millions * 1e6));
        }
        if (!Files.exists(lists)) {
            writeLists(lists, (int) (millions * 0.5e6));
        }
        System.out.println(
                "text                              read s (first)     MB/s    CPU s   MB a CPU s   judge s    CPU s  "
                        + " whole / read (CPU)");
        run(registers, "register");
        run(lists, "list-append");
    }

    private static void run(Path file, String checker) throws IOException {
        double first = 0;
        double bestRead = Double.MAX_VALUE;
        double bestCpu = Double.MAX_VALUE;
        double bestJudge = Double.MAX_VALUE;
        double bestJudgeCpu = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long cpuBefore = cpuNanos();
            long started = System.nanoTime();
            History history = HistoryReader.read(file).history();
            double read = (System.nanoTime() - started) / 1e9;
            bestCpu = Math.min(bestCpu, (cpuNanos() - cpuBefore) / 1e9);
            cpuBefore = cpuNanos();
            started = System.nanoTime();
            CheckResult result =
                    Checkers.judge(Checkers.named(checker, CheckerOptions.DEFAULT), history, CheckContext.unlimited());
            double judge = (System.nanoTime() - started) / 1e9;
            bestJudgeCpu = Math.min(bestJudgeCpu, (cpuNanos() - cpuBefore) / 1e9);
            if (!result.verdict().isValid()) {
                throw new IllegalStateException(file + ": " + result.verdict());
            }
            first = round == 0 ? read : first;
            bestRead = Math.min(bestRead, read);
            bestJudge = Math.min(bestJudge, judge);
        }
        System.out.printf(
                Locale.ROOT,
                "%-32s %7.2f (%5.2f) %8.0f %8.2f %12.0f %9.2f %8.2f %14.2f (%.2f)%n",
                file.getFileName(),
                bestRead,
                first,
                Files.size(file) / 1e6 / bestRead,
                bestCpu,
                Files.size(file) / 1e6 / bestCpu,
                bestJudge,
                bestJudgeCpu,
                (bestRead + bestJudge) / bestRead,
                (bestCpu + bestJudgeCpu) / bestCpu);
    }

    /** Of all threads of this JVM, its compiler's and collector's too: what other work on the machine leaves alone. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** One register with distinct values: operations that overlap by twos. */
    private static void writeRegisters(Path file, int operations) throws IOException {
        Random random = new Random(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
            int index = 0;
            Long current = null;
            for (int i = 0; i < operations; i++) {
                boolean read = random.nextBoolean() || i == 0;
                Long value = read ? current : Long.valueOf(i);
                String f = read ? "read" : "write";
                encoder.append(event(index++, i % 10, OpType.INVOKE, f, read ? null : value));
                encoder.append(event(index++, i % 10, OpType.OK, f, value));
                current = value;
                if (encoder.length() > 1 << 16) {
                    encoder.writeTo(out);
                }
            }
            encoder.writeTo(out);
        }
    }

    private static Op event(int index, int process, OpType type, String f, @Nullable Object value) {
        return new Op(index, 8_000_000_000L + index * 12_345L, process, type, f, value, null);
    }

    /** Five keys at a time, each for some 40 transactions of 1 to 4 micro-operations. */
    private static void writeLists(Path file, int transactions) throws IOException {
        Random random = new Random(1);
        StringBuilder[] lists = new StringBuilder[5];
        int[] sizes = new int[5];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < transactions; i++) {
                if (i % 40 == 0) {
                    for (int k = 0; k < 5; k++) {
                        lists[k] = new StringBuilder();
                        sizes[k] = 0;
                    }
                }
                StringBuilder asked = new StringBuilder();
                StringBuilder answered = new StringBuilder();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    int k = random.nextInt(5);
                    int key = i / 40 * 5 + k;
                    if (random.nextBoolean()) {
                        lists[k].append(sizes[k] == 0 ? "" : " ").append(++sizes[k]);
                        String append = "[:append " + key + " " + sizes[k] + "]" + (j == 0 ? "" : " ");
                        asked.append(append);
                        answered.append(append);
                    } else {
                        asked.append("[:r ").append(key).append(" nil]").append(j == 0 ? "" : " ");
                        answered.append("[:r ")
                                .append(key)
                                .append(" [")
                                .append(lists[k])
                                .append("]]")
                                .append(j == 0 ? "" : " ");
                    }
                }
                line(text, 2 * i, i % 10, "invoke", asked);
                line(text, 2 * i + 1, i % 10, "ok", answered);
                if (text.length() > 1 << 16) {
                    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
                    text.setLength(0);
                }
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void line(StringBuilder text, int index, int process, String type, StringBuilder value) {
        text.append("{:index ").append(index);
        text.append(", :time ").append(8_000_000_000L + index * 12_345L);
        text.append(", :process ").append(process);
        text.append(", :type :").append(type);
        text.append(", :f :txn, :value [").append(value).append("]}\n");
    }
}
