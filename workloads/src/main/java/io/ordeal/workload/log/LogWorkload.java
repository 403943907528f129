package io.ordeal.workload.log;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Draw;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.KeysApart;
import io.ordeal.workload.parts.PlainRun;
import io.ordeal.workload.parts.UntilAllOk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Appends to logs and reads of them, judged by what each was told and by what is there in the end: a run is Valid only if
 * every log that was appended to was read whole after that and after the last fault was healed, beside 20 appends and 20
 * reads that were ok.
 */
public final class LogWorkload implements Workload<LogClient> {
    /** One read of so many begins at the first entry again. */
    private static final int FROM_THE_FIRST_ONE_OF = 50;

    /** Longer than a client takes to find a server again that has just come back. */
    private static final Duration EACH_CLIENT_AT_MOST = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public String promise() {
        return "Entries stay where they were appended, each once and in one order for all; what was acknowledged is"
                + " there in the end.";
    }

    @Override
    public Class<LogClient> clientType() {
        return LogClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("append");
    }

    @Override
    public List<ServedOperation> operations() {
        List<Object> read = List.of("l0", 0L, List.of(List.of(4L, 17L)));
        return List.of(
                new ServedOperation(
                        "append",
                        List.of("l0", 17L),
                        List.of("l0", List.of(4L, 17L)),
                        "appends an element to a log, and tells its offset"),
                new ServedOperation(
                        "read",
                        List.of("l0", 0L),
                        read,
                        "reads a log from an offset on to its end: that offset, and [offset element] of each entry"),
                new ServedOperation(
                        "read-all",
                        List.of("l0", 0L),
                        read,
                        "the same in the end; has all that was acknowledged before it was asked for"));
    }

    @Override
    public WorkloadRun<LogClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        int logs = options.keys();
        return new PlainRun<LogClient>(
                        Generators.drawn(draw -> operation(draw, logs, concurrency)),
                        lastReads(logs),
                        (client, context) -> new LogOperations(client))
                .withRecording(Positions::new)
                .withReplaying(Replaying.noting(recorded -> recorded, LogWorkload::rounds));
    }

    private static Invocation operation(Draw draw, int logs, int concurrency) {
        String log = name(draw.random().nextInt(logs));
        if (draw.random().nextBoolean()) {
            return new Invocation("append", List.of(log, draw.count() * concurrency + draw.worker()));
        }
        boolean first = draw.random().nextInt(FROM_THE_FIRST_ONE_OF) == 0;
        return new Invocation("read", Arrays.asList(log, first ? 0L : null));
    }

    private static String name(int number) {
        return "l" + number;
    }

    /** By all together until each log was read; then by every client for itself, as far as it can reach its server. */
    private static Generator lastReads(int logs) {
        return Generators.phases(
                wholeOfAll(logs), Generators.timeLimit(EACH_CLIENT_AT_MOST, Generators.eachThread(wholeOfAll(logs))));
    }

    private static Generator wholeOfAll(int logs) {
        return UntilAllOk.of(() -> IntStream.range(0, logs)
                .mapToObj(number -> new Invocation("read-all", List.of(name(number), 0L)))
                .toList());
    }

    /** Recorded operations once more in other logs. */
    private static Replaying.Rounds rounds(List<Invocation> recorded) {
        return (round, invocation) -> {
            List<?> pair = (List<?>) Objects.requireNonNull(invocation.value());
            String log = pair.get(0) + (round == 0 ? "" : "_" + round);
            return new Invocation(invocation.f(), Arrays.asList(log, pair.get(1)));
        };
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("log", CheckerOptions.DEFAULT),
                Requirement.okOperations("append", 20),
                Requirement.okOperations("read", 20),
                Requirement.readInTheEnd(
                        "logs",
                        (history, i) -> history.f(i).equals("append") ? List.of(logOf(history.value(i))) : List.of(),
                        (history, i) ->
                                history.f(i).equals("read-all") ? List.of(logOf(history.value(i))) : List.of()));
    }

    private static Object logOf(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? Objects.requireNonNull(list.get(0)) : "a log";
    }
}
