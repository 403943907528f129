package io.ordeal.workload.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UntilAllOkTest {
    private static final int WORKERS = 3;
    private static final List<Invocation> READS =
            LongStream.range(0, 20).mapToObj(key -> new Invocation("read", key)).toList();

    /** @param failures how often the read of a key fails before it is ok; the odd ones with unknown outcome */
    private static List<Op> run(ToIntFunction<Object> failures) {
        Map<Object, Integer> tries = new HashMap<>();
        return new Simulation(WORKERS, false, 1).run(UntilAllOk.of(() -> READS), invocation -> {
            Object key = String.valueOf(invocation.value());
            int before = tries.merge(key, 1, Integer::sum) - 1;
            Completion completion = before >= failures.applyAsInt(key)
                    ? Completion.ok(invocation.value())
                    : before % 2 == 0
                            ? Completion.fail(invocation.value(), "no")
                            : Completion.info(invocation.value(), "nobody knows");
            return new Outcome(Duration.ofMillis(1), completion);
        });
    }

    private static List<Op> of(List<Op> history, OpType type) {
        return history.stream().filter(op -> op.type() == type).toList();
    }

    @Test
    void whatIsOkIsDoneOnceByAllWorkersTogether() {
        List<Op> history = run(key -> 0);
        assertThat(of(history, OpType.OK))
                .extracting(Op::value)
                .containsExactlyInAnyOrderElementsOf(
                        READS.stream().map(Invocation::value).toList());
        assertThat(history).extracting(Op::process).contains(0, 1, 2);
    }

    @Test
    void whatIsNotOkIsDoneAgainUntilItIs() {
        List<Op> history = run(key -> key.equals("7") ? 4 : 1);
        assertThat(of(history, OpType.OK))
                .extracting(Op::value)
                .containsExactlyInAnyOrderElementsOf(
                        READS.stream().map(Invocation::value).toList());
        assertThat(of(history, OpType.FAIL)).hasSize(19 + 2);
        assertThat(of(history, OpType.INFO)).hasSize(2);
    }

    @Test
    void whereNothingIsEverOkItEndsAndWaitsInBetween() {
        List<Op> history = run(key -> Integer.MAX_VALUE);
        assertThat(of(history, OpType.OK)).isEmpty();
        Op last = history.get(history.size() - 1);
        double triesASecond = of(history, OpType.INVOKE).size() / (last.timeNanos() / 1e9);
        assertThat(triesASecond).isBetween(1.0, 4.0 * WORKERS + 1);
    }

    @Test
    void whatIsReadIsAskedForWhenTheFirstIsDue() {
        Map<String, List<Invocation>> known = new HashMap<>();
        List<Op> history = new Simulation(1, false, 1)
                .run(
                        Generators.phases(
                                Generators.map(
                                        invocation -> {
                                            known.put("reads", READS.subList(0, 2));
                                            return invocation;
                                        },
                                        Generators.once("write", 1L)),
                                UntilAllOk.of(() -> known.getOrDefault("reads", List.of()))),
                        Simulation.perfect(Duration.ofMillis(1)));
        assertThat(of(history, OpType.INVOKE)).hasSize(3);
    }
}
