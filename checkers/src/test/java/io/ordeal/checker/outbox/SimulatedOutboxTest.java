package io.ordeal.checker.outbox;

import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.SimulatedHarm;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Publishers that are killed between any two steps, simulated: those that keep the promise get the verdict Valid in every
 * history, and each of the others the verdict Invalid, for its own anomaly, in exactly those in which it did harm.
 */
class SimulatedOutboxTest {
    /** How a row is stored and a message sent. */
    enum Publisher {
        ATOMIC(""),
        OUTBOX(""),
        COMMIT_THEN_SEND("lost"),
        SEND_THEN_COMMIT("unexpected"),
        RELAY_THAT_DELETES_FIRST("lost"),
        ACKNOWLEDGES_BEFORE_IT_COMMITS("lost"),
        SEES_WHAT_WAS_ABANDONED("unexpected");

        private final String anomalies;

        Publisher(String anomalies) {
            this.anomalies = anomalies;
        }
    }

    @ParameterizedTest
    @EnumSource
    void exactlyWhatIsWrongIsFound(Publisher publisher) {
        SimulatedHarm.assertExactlyFound(
                Checkers.named("outbox", CheckerOptions.DEFAULT),
                publisher.anomalies,
                seed -> new Simulation(publisher, seed));
    }

    private static final class Simulation implements SimulatedHarm.Simulation {
        private final Publisher publisher;
        private final Random random;
        private final HistoryBuilder events = new HistoryBuilder();
        private final List<Long> rows = new ArrayList<>();
        private final List<Long> messages = new ArrayList<>();
        private final Deque<Long> waiting = new ArrayDeque<>();
        private int process;
        private boolean harmed;

        Simulation(Publisher publisher, long seed) {
            this.publisher = publisher;
            this.random = new Random(seed);
        }

        @Override
        public History run() {
            for (long id = 0; id < 10; id++) {
                if (random.nextInt(4) == 0) {
                    abandon(id);
                } else {
                    publish(id);
                }
                relay();
            }
            while (!waiting.isEmpty()) {
                relay();
            }
            reading("rows", rows);
            reading("drain", messages);
            reading("rows", rows);
            return events.build();
        }

        @Override
        public boolean harmed() {
            return harmed;
        }

        private void reading(String f, List<Long> ids) {
            events.invoke(process, f, null).ok(process, f, new ArrayList<>(ids));
        }

        private boolean killed() {
            return random.nextInt(8) == 0;
        }

        private void publish(long id) {
            events.invoke(process, "publish", id);
            if (steps(id)) {
                events.ok(process, "publish", id);
            } else {
                events.info(process++, "publish", id);
            }
        }

        /** Whether it lived to tell. */
        private boolean steps(long id) {
            switch (publisher) {
                case ATOMIC, SEES_WHAT_WAS_ABANDONED -> {
                    if (killed()) {
                        return false;
                    }
                    rows.add(id);
                    messages.add(id);
                }
                case OUTBOX, RELAY_THAT_DELETES_FIRST -> {
                    if (killed()) {
                        return false;
                    }
                    rows.add(id);
                    waiting.add(id);
                }
                case COMMIT_THEN_SEND -> {
                    rows.add(id);
                    if (killed()) {
                        harmed = true;
                        return false;
                    }
                    messages.add(id);
                }
                case SEND_THEN_COMMIT -> {
                    messages.add(id);
                    if (killed()) {
                        harmed = true;
                        return false;
                    }
                    rows.add(id);
                }
                case ACKNOWLEDGES_BEFORE_IT_COMMITS -> {
                    if (killed()) {
                        harmed = true;
                        return true;
                    }
                    rows.add(id);
                    messages.add(id);
                }
            }
            return !killed();
        }

        private void abandon(long id) {
            events.invoke(process, "abandon", id);
            if (publisher == Publisher.SEES_WHAT_WAS_ABANDONED && random.nextBoolean()) {
                harmed = true;
                messages.add(id);
            }
            if (killed()) {
                events.info(process++, "abandon", id);
            } else {
                events.ok(process, "abandon", id);
            }
        }

        /** Moves the oldest row that waits; the relay may die on the way, and another takes its place. */
        private void relay() {
            Long id = waiting.peek();
            if (id == null || random.nextInt(3) == 0) {
                return;
            }
            if (publisher == Publisher.RELAY_THAT_DELETES_FIRST) {
                waiting.remove();
                if (killed()) {
                    harmed = true;
                } else {
                    messages.add(id);
                }
            } else {
                messages.add(id);
                if (!killed()) {
                    waiting.remove();
                }
            }
        }
    }
}
