package io.ordeal.checker.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Elections by leases, in a simulated world in which time goes on by steps and processes may be frozen: what is found of one
 * without fault, and of those with one fault each.
 */
class SimulatedElectionsTest {
    private static final int SEEDS = 200;
    private static final int PROCESSES = 3;
    private static final int LEASE = 8;

    private enum Voting {
        /** Leases that a leader asks after, and nobody is frozen. */
        SOUND,
        /** A leader may be frozen for longer than its lease, and goes on as if nothing had been. */
        FROZEN,
        /** The term is counted where the leader is, and so forgotten. */
        TERM_FORGOTTEN,
        /** Whoever asks is elected. */
        ANYBODY
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        SOUND,          terms,     ''
        SOUND,          real-time, ''
        FROZEN,         terms,     ''
        FROZEN,         real-time, two-leaders
        TERM_FORGOTTEN, terms,     term-not-rising two-leaders-of-one-term
        TERM_FORGOTTEN, real-time, term-not-rising two-leaders-of-one-term
        ANYBODY,        terms,     ''
        ANYBODY,        real-time, two-leaders
        """)
    void findsWhatIsWrong(Voting system, String promise, String anomalies) {
        Set<String> found = new TreeSet<>();
        int invalid = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            History history = new World(system, seed).history();
            Verdict verdict = Checkers.judge(
                            Checkers.named("leader-election", CheckerOptions.DEFAULT.withModel(promise)),
                            history,
                            CheckContext.unlimited().withAll(true))
                    .verdict();
            assertThat(verdict.isUnknown()).as(verdict.toString()).isFalse();
            found.addAll(verdict.anomaliesOrNone().stream().map(Anomaly::type).collect(Collectors.toSet()));
            invalid += verdict.isInvalid() ? 1 : 0;
        }
        assertThat(String.join(" ", found)).isEqualTo(anomalies);
        assertThat(invalid).isGreaterThanOrEqualTo(anomalies.isEmpty() ? 0 : SEEDS * 3 / 4);
    }

    private static final class World {
        private final Voting system;
        private final Random random;
        private final HistoryBuilder history = new HistoryBuilder();
        private final long[] believed = new long[PROCESSES];
        private final int[] frozenUntil = new int[PROCESSES];
        private int now;
        private int leader = -1;
        private int until;
        private long term;

        World(Voting system, long seed) {
            this.system = system;
            this.random = new Random(seed);
        }

        History history() {
            for (; now < 300; now++) {
                // every leader that is awake asks in every step, so that none outlives its lease unasked
                for (int process = 0; process < PROCESSES; process++) {
                    if (frozenUntil[process] <= now && believed[process] != 0) {
                        lead(process);
                    }
                }
                int process = random.nextInt(PROCESSES);
                if (believed[process] == 0) {
                    campaign(process);
                }
            }
            return history.build();
        }

        private boolean isFree() {
            return leader < 0 || now > until || system == Voting.ANYBODY;
        }

        private void campaign(int process) {
            history.invoke(process, "campaign", "a");
            if (!isFree()) {
                history.fail(process, "campaign", "a");
                return;
            }
            term = system == Voting.TERM_FORGOTTEN && leader != process && random.nextInt(4) == 0 ? 1 : term + 1;
            leader = process;
            until = now + LEASE;
            believed[process] = term;
            history.ok(process, "campaign", List.of("a", term));
        }

        private void lead(int process) {
            if (system == Voting.FROZEN && random.nextInt(10) == 0) {
                // asked for, and answered once it is awake: it still believes
                history.invoke(process, "leads", "a");
                history.ok(process, "leads", List.of("a", believed[process]));
                frozenUntil[process] = now + 2 * LEASE;
            } else if (random.nextInt(10) == 0) {
                history.invoke(process, "resign", "a").ok(process, "resign", "a");
                believed[process] = 0;
                if (leader == process) {
                    leader = -1;
                }
            } else {
                boolean mine = system == Voting.ANYBODY || (leader == process && now < until);
                history.invoke(process, "leads", "a");
                history.ok(process, "leads", List.of("a", mine ? (Object) believed[process] : (Object) false));
                believed[process] = mine ? believed[process] : 0;
            }
        }
    }
}
