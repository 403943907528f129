package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories that are bad for a search end in a true verdict or in Unknown, within their budget, and never in a crash. */
class HostileHistoriesTest {
    @Test
    void everythingAtOnceIsLinearizable() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 500; p++) {
            builder.invoke(p, p % 2 == 0 ? "write" : "read", p % 2 == 0 ? p / 2 % 7 : null);
        }
        for (int p = 0; p < 500; p++) {
            builder.ok(p, p % 2 == 0 ? "write" : "read", p / 2 % 7);
        }
        assertThat(search(builder.build()).verdict().isValid()).isTrue();
    }

    @Test
    void aStaleReadAfterManyEqualWritesIsFound() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 300; p++) {
            builder.invoke(p, "write", 1);
        }
        for (int p = 0; p < 300; p++) {
            builder.ok(p, "write", 1);
        }
        builder.invoke(0, "read", null).ok(0, "read", 2);
        CheckResult result = search(builder.build());
        assertThat(result.verdict().isValid()).isFalse();
    }

    @Test
    void fiveHundredUnknownWritesDoNoHarm() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 500; p++) {
            builder.invoke(p, "write", p).info(p, "write", p);
        }
        for (int i = 0; i < 500; i++) {
            builder.invoke(1000, "read", null).ok(1000, "read", (i * 7) % 500);
        }
        assertThat(search(builder.build()).verdict().isValid()).isTrue();
        builder.invoke(1000, "read", null).ok(1000, "read", 3);
        assertThat(search(builder.build()).verdict().isInvalid()).isTrue();
    }

    @Test
    void unknownWritesOfFewValuesAreInterchangeable() {
        HistoryBuilder builder = new HistoryBuilder();
        Random random = new Random(5);
        for (int p = 0; p < 200; p++) {
            builder.invoke(p, "write", p % 4).info(p, "write", p % 4);
        }
        for (int i = 0; i < 150; i++) {
            builder.invoke(1000, "write", 9).ok(1000, "write", 9);
            long value = i < 100 ? i % 4 : random.nextInt(2) + 2;
            builder.invoke(1000, "read", null).ok(1000, "read", value);
        }
        assertThat(search(builder.build()).verdict().isUnknown()).isFalse();
    }

    @Test
    void theTimeLimitHolds() {
        CheckResult result = Checkers.judge(
                Linearizability.of(new QueueModel(QueueModel.Order.NONE)),
                hardQueue(),
                CheckContext.withTimeLimit(Duration.ofMillis(300)));
        assertThat(result.verdict().isUnknown()).isTrue();
        assertThat(result.verdict().toString()).contains("time limit", "of 41 completed operations");
    }

    @Test
    void theMemoryLimitHolds() {
        CheckResult result = Checkers.judge(
                Linearizability.of(new QueueModel(QueueModel.Order.NONE)),
                hardQueue(),
                CheckContext.unlimited().withMemoryLimit(4 << 20));
        assertThat(result.verdict().isUnknown()).isTrue();
        assertThat(result.verdict().toString()).contains("memory limit");
    }

    @Test
    void theMemoryLimitHoldsForWhatComesBeforeTheSearch() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int i = 0; i < 50_000; i++) {
            builder.invoke(0, "write", i).ok(0, "write", i);
        }
        History history = builder.build();
        RegisterModel model = new RegisterModel(null, false);
        Linearizability<?> search = Linearizability.of(model);
        Linearizability<?> fast = search.with(new GibbonsKorach(null, false));
        assertThat(limited(fast, history, 1)).as("partition").contains("memory limit of 1 MiB");
        assertThat(limited(fast, history, 4)).as("fast way").contains("memory limit of 4 MiB");
        assertThat(limited(fast, history, 16)).isEqualTo("Valid[]");
        assertThat(limited(search, history, 4))
                .as("problem")
                .contains("memory limit of 4 MiB", "of 50000 operations", "had been made ready for the search");
    }

    private static String limited(Linearizability<?> checker, History history, long mebibytes) {
        CheckContext context = CheckContext.unlimited().withMemoryLimit(mebibytes << 20);
        return Checkers.judge(checker, history, context).verdict().toString();
    }

    /** In a Java machine of its own, whose heap is too small: what the limit does not foresee is no crash either. */
    @Test
    void aHeapThatIsUsedUpIsToldAsSuch() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said)
                .startsWith("Unknown[cause=the heap of ")
                .contains("-Xmx", "of 41 completed operations had been linearized");
    }

    /** Judges a history whose states are larger than anyone could foresee. */
    static final class SmallHeap {
        private SmallHeap() {}

        @SuppressWarnings("ArrayRecordComponent") // is there to be large
        private record Large(int value, byte[] ballast) {}

        public static void main(String[] arguments) {
            Model<Large> large = new Model<>() {
                @Override
                public Large initial() {
                    return new Large(0, new byte[0]);
                }

                @Override
                public @Nullable Large step(Large state, Call call) {
                    return call.f().equals("enqueue") ? new Large(state.value() + 1, new byte[1 << 20]) : null;
                }
            };
            System.out.println(Checkers.judge(Linearizability.of(large), hardQueue(), CheckContext.unlimited())
                    .verdict());
        }
    }

    @Test
    void aCheckCanBeCancelled() throws InterruptedException {
        CheckContext context = CheckContext.unlimited();
        Thread checking = new Thread(
                () -> Checkers.judge(Linearizability.of(new QueueModel(QueueModel.Order.NONE)), hardQueue(), context));
        checking.start();
        context.cancel();
        checking.join();
        assertThat(checking.isAlive()).isFalse();
    }

    /** Forty distinct elements put in at once, and one taken that nobody put in: every subset is a state. */
    private static History hardQueue() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 40; p++) {
            builder.invoke(p, "enqueue", p);
        }
        builder.invoke(40, "dequeue", null).add(OpType.OK, 40, "dequeue", 99);
        for (int p = 0; p < 40; p++) {
            builder.ok(p, "enqueue", p);
        }
        return builder.build();
    }

    private static CheckResult search(History history) {
        return Checkers.judge(
                Linearizability.of(new RegisterModel(null, false)),
                history,
                CheckContext.withTimeLimit(Duration.ofSeconds(60)));
    }
}
