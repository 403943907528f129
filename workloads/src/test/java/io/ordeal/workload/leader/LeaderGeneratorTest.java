package io.ordeal.workload.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.generator.Simulation.SimulatedSystem;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaderGeneratorTest {
    private static final int WORKERS = 5;

    /** Elects every second candidate, and tells one leader in ten that it leads no more. */
    private static final class Moody implements SimulatedSystem {
        private final Random random = new Random(3);

        @Override
        public Outcome outcome(Op invocation) {
            Completion completion = switch (invocation.f()) {
                case "campaign" ->
                    random.nextBoolean()
                            ? Completion.ok(List.of(String.valueOf(invocation.value()), 7L))
                            : Completion.fail(invocation.value(), "not elected");
                case "leads" -> Completion.ok(List.of(String.valueOf(invocation.value()), random.nextInt(10) > 0));
                default -> Completion.ok(invocation.value());
            };
            return new Outcome(Duration.ofMillis(1), completion);
        }
    }

    private static List<Op> simulate() {
        return new Simulation(WORKERS, false, 1)
                .run(Generators.limit(3_000, new LeaderGenerator(WORKERS, 2, LeaderRun.mayLead())), new Moody());
    }

    @Test
    void whoLeadsAsksUntilItIsToldNoOrResignsAndStandsInNoOtherElection() {
        Map<Integer, Op> last = new HashMap<>();
        int told = 0;
        int resigned = 0;
        int strays = 0;
        for (Op op : simulate()) {
            if (op.type() != OpType.INVOKE) {
                last.put(op.process(), op);
                continue;
            }
            Optional<Op> before = Optional.ofNullable(last.get(op.process()));
            boolean leads = before.filter(answer -> Belief.isClaim(answer.f(), answer.type(), answer.value()))
                    .isPresent();
            boolean deposed =
                    before.filter(answer -> answer.f().equals("leads")).isPresent() && !leads;
            if (leads) {
                assertThat(op.f()).isIn("leads", "resign");
                assertThat(before.orElseThrow().value()).isIn(List.of(op.value(), 7L), List.of(op.value(), true));
            } else if (deposed) {
                assertThat(op.f()).isEqualTo("campaign");
            } else {
                assertThat(op.f()).isIn("campaign", "resign");
                strays += op.f().equals("resign") ? 1 : 0;
            }
            told += deposed ? 1 : 0;
            resigned += leads && op.f().equals("resign") ? 1 : 0;
        }
        assertThat(told).isPositive();
        assertThat(resigned).isPositive();
        assertThat(strays).isPositive().isLessThan(resigned);
    }
}
