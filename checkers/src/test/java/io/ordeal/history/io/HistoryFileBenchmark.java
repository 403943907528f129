package io.ordeal.history.io;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How fast histories are read and written, in megabytes (10⁶ bytes) of text and in events a second; {@code main} runs it
 * and takes JMH's options.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class HistoryFileBenchmark {
    private static final int OPERATIONS = 100_000;

    /** A register's reads and writes, or transactions of Elle's that append to lists. */
    @Param({"register", "list-append"})
    public String workload = "";

    @Param({"EDN", "JSON_LINES"})
    public Notation notation = Notation.EDN;

    private History history = new HistoryBuilder().build();
    private List<Op> ops = List.of();
    private byte[] text = {};

    /** What JMH counts beside the calls. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Amount {
        public double megabytes;
        public long events;

        @Setup(Level.Iteration)
        public void reset() {
            megabytes = 0;
            events = 0;
        }
    }

    @Setup
    public void generate() throws IOException {
        history = workload.equals("register") ? registers() : transactions();
        ops = new ArrayList<>(history.ops());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(history, out, notation);
        text = out.toByteArray();
    }

    @Benchmark
    public History read(Amount amount) throws IOException {
        count(amount);
        return HistoryReader.read(new ByteArrayInputStream(text), Origin.OWN_RUN)
                .history();
    }

    @Benchmark
    public void write(Amount amount) throws IOException {
        count(amount);
        HistoryWriter.write(history, OutputStream.nullOutputStream(), notation);
    }

    /** As a recorder does: from objects. */
    @Benchmark
    public void record(Amount amount) throws IOException {
        count(amount);
        HistoryEncoder encoder = HistoryEncoder.of(notation);
        for (Op op : ops) {
            encoder.append(op);
            if (encoder.length() > 1 << 15) {
                encoder.writeTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void count(Amount amount) {
        amount.megabytes += text.length / 1e6;
        amount.events += history.size();
    }

    private static History registers() {
        Random random = new Random(1);
        HistoryBuilder builder = new HistoryBuilder();
        for (int i = 0; i < OPERATIONS; i++) {
            boolean read = random.nextBoolean();
            Long value = (long) random.nextInt(1000);
            String f = read ? "read" : "write";
            add(builder, OpType.INVOKE, i, f, read ? null : value);
            add(builder, OpType.OK, i, f, value);
        }
        return builder.build();
    }

    private static void add(
            HistoryBuilder builder, OpType type, int i, String f, @org.jspecify.annotations.Nullable Object value) {
        int index = builder.size();
        builder.add(new Op(index, 8_000_000_000L + index * 12_345L, i % 10, type, f, value, null));
    }

    private static History transactions() {
        Random random = new Random(1);
        HistoryBuilder builder = new HistoryBuilder();
        List<List<Object>> lists = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            if (i % 200 == 0) {
                lists.clear();
                for (int k = 0; k < 5; k++) {
                    lists.add(new ArrayList<>());
                }
            }
            List<Object> asked = new ArrayList<>();
            List<Object> answered = new ArrayList<>();
            for (int j = random.nextInt(4) + 1; j > 0; j--) {
                int k = random.nextInt(5);
                List<Object> list = lists.get(k);
                Object key = (long) i / 200 * 5 + k;
                if (random.nextBoolean()) {
                    list.add((long) list.size() + 1);
                    List<Object> append = List.of(Keyword.of("append"), key, (long) list.size());
                    asked.add(append);
                    answered.add(append);
                } else {
                    asked.add(java.util.Arrays.asList(Keyword.of("r"), key, null));
                    answered.add(List.of(Keyword.of("r"), key, List.copyOf(list)));
                }
            }
            add(builder, OpType.INVOKE, i, "txn", asked);
            add(builder, OpType.OK, i, "txn", answered);
        }
        return builder.build();
    }

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(HistoryFileBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
