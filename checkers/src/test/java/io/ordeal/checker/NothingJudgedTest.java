package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the checker, built in or somebody's own: where nothing was answered, nothing was kept. */
class NothingJudgedTest {
    /** Operations of a checker: f and value, in turn; of those that answer nothing, first. */
    private static final Map<String, List<Object>> OPERATIONS = Map.ofEntries(
            Map.entry("register", List.of("write", 1L)),
            Map.entry("cas-register", List.of("write", 1L)),
            Map.entry("multi-register", List.of("txn", List.of(step("write", "x", 1L)))),
            Map.entry("kv", List.of("put", List.of("k", "v"), "append", List.of("k", "w"))),
            Map.entry("linearizable-set", List.of("add", 1L, "remove", 1L)),
            Map.entry("linearizable-counter", List.of("add", 1L)),
            Map.entry("fifo-queue", List.of("enqueue", 1L)),
            Map.entry("unordered-queue", List.of("enqueue", 1L)),
            Map.entry("priority-queue", List.of("enqueue", 1L)),
            Map.entry("stack", List.of("push", 1L)),
            Map.entry("mutex", List.of("session-lost", "l")),
            Map.entry("reentrant-mutex", List.of("session-lost", "l")),
            Map.entry("fenced-mutex", List.of("session-lost", "l")),
            Map.entry("fencing", List.of("session-lost", "l")),
            Map.entry("semaphore", List.of("session-lost", "l")),
            Map.entry("read-write-mutex", List.of("session-lost", "l")),
            Map.entry("leader-election", List.of("resign", "l")),
            Map.entry("lease", List.of("session-lost", "l")),
            Map.entry("list-append", List.of("txn", List.of(step("append", "x", 1L)))),
            Map.entry("rw-register", List.of("txn", List.of(step("w", "x", 1L)))),
            Map.entry("bank", List.of("open", Map.of(0L, 20L, 1L, 20L))),
            Map.entry("guarded-set", List.of("add", 1L)),
            Map.entry("set", List.of("add", 1L)),
            Map.entry("queue", List.of("enqueue", 1L)),
            Map.entry("counter", List.of("add", 1L)),
            Map.entry("outbox", List.of("publish", 1L)),
            Map.entry("job", List.of("run", List.of(1L, List.of(10L)))),
            Map.entry("log", List.of("append", List.of("l", 1L))),
            Map.entry("long-fork", List.of("write", List.of(step("w", "x", 1L)))),
            Map.entry("atomic-commit", List.of("transfer", Map.of(Keyword.of("id"), 1L))));

    /** What such an operation is told where that is not what it asked. */
    private static final Map<String, Object> ANSWERS = Map.of("log", List.of("l", List.of(0L, 1L)));

    private static List<@Nullable Object> step(String f, String key, @Nullable Object value) {
        return Arrays.asList(Keyword.of(f), key, value);
    }

    static Stream<CheckerSpec> checkers() {
        return Checkers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aHistoryWithoutOperationsOfClientsIsUnknown(CheckerSpec spec) {
        assertThat(cause(spec, new HistoryBuilder().build())).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aHistoryInWhichNothingWasOkIsUnknown(CheckerSpec spec) {
        for (OpType outcome : List.of(OpType.FAIL, OpType.INFO)) {
            assertThat(cause(spec, operations(spec, outcome))).containsAnyOf("not one was ok", "is ok");
        }
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void aHistoryInWhichNothingWasReadIsUnknown(CheckerSpec spec) {
        assertThat(cause(spec, operations(spec, OpType.OK))).containsAnyOf("could have been wrong", "is ok");
    }

    @Test
    void oneAnswerSuffices() {
        History read = new HistoryBuilder()
                .invoke(0, "write", 1L)
                .fail(0, "write", 1L)
                .invoke(1, "read", null)
                .ok(1, "read", null)
                .build();
        assertThat(judge(Checkers.named("register", CheckerOptions.DEFAULT), read)
                        .isValid())
                .isTrue();
    }

    @Test
    void aCheckerOfSomebodyElseIsHeldToIt() {
        Checker pleased = (history, context) -> CheckResult.of(Verdict.valid());
        Checker appalled = (history, context) ->
                CheckResult.of(Verdict.invalid(new Anomaly(AnomalyType.LOST, null, "gone", List.of())));
        History failed = new HistoryBuilder()
                .invoke(0, "ping", null)
                .fail(0, "ping", null)
                .build();
        assertThat(judge(pleased, failed).isUnknown()).isTrue();
        assertThat(judge(appalled, failed).isInvalid()).isTrue();
        assertThat(judge(
                                pleased,
                                new HistoryBuilder()
                                        .invoke(0, "ping", null)
                                        .ok(0, "ping", null)
                                        .build())
                        .isValid())
                .isTrue();
    }

    /** Three processes, each doing the operations that a checker has no answer to judge of. */
    private static History operations(CheckerSpec spec, OpType outcome) {
        HistoryBuilder builder = new HistoryBuilder();
        List<Object> operations = OPERATIONS.getOrDefault(spec.name(), List.of());
        assertThat(operations).as("operations of " + spec.name()).isNotEmpty();
        long time = 0;
        int process = 0;
        for (int i = 0; i < operations.size(); i += 2) {
            String f = (String) operations.get(i);
            builder.add(new Op(i, time++, process, OpType.INVOKE, f, operations.get(i + 1), null));
            Object told = outcome == OpType.OK
                    ? ANSWERS.getOrDefault(spec.name(), operations.get(i + 1))
                    : operations.get(i + 1);
            builder.add(new Op(i + 1, time++, process++, outcome, f, told, null));
        }
        return builder.build();
    }

    private static String cause(CheckerSpec spec, History history) {
        CheckerOptions options = spec.name().equals("lease")
                ? CheckerOptions.DEFAULT.withTtl(Duration.ofSeconds(1))
                : CheckerOptions.DEFAULT;
        Verdict verdict = judge(spec.make(options), history);
        assertThat(verdict).as(spec.name()).isInstanceOf(Verdict.Unknown.class);
        return ((Verdict.Unknown) verdict).cause();
    }

    private static Verdict judge(Checker checker, History history) {
        return Checkers.judge(checker, history, CheckContext.unlimited()).verdict();
    }
}
