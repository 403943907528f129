package io.ordeal.checker.queues;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.SimulatedHarm;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Brokers whose consumers are killed between any two steps, simulated: those that keep the promise get the verdict Valid in
 * every history, and each of the others the verdict Invalid, for its own anomaly, in exactly those in which it did harm.
 */
class SimulatedQueueTest {
    /** When an element is out of the queue, and what becomes of it if its consumer dies. */
    enum Broker {
        /** When its consumer acknowledges it; else it is given to another, who may have it for the second time. */
        ON_ACKNOWLEDGEMENT(""),
        /** Before its consumer has it. */
        ON_DELIVERY("lost"),
        /** On acknowledgement, but a producer's write is confirmed before it is kept. */
        CONFIRMS_TOO_EARLY("lost"),
        /** On acknowledgement, but what was refused is kept. */
        KEEPS_WHAT_IT_REFUSED("unexpected"),
        /** On acknowledgement, asked for each but once. */
        TWICE("duplicated");

        private final String anomalies;

        Broker(String anomalies) {
            this.anomalies = anomalies;
        }
    }

    @ParameterizedTest
    @EnumSource
    void exactlyWhatIsWrongIsFound(Broker broker) {
        CheckerOptions options = broker == Broker.TWICE
                ? CheckerOptions.DEFAULT.withForbidden(CheckerOption.NO_DUPLICATES)
                : CheckerOptions.DEFAULT;
        SimulatedHarm.assertExactlyFound(
                Checkers.named("queue", options), broker.anomalies, seed -> new Simulation(broker, seed));
    }

    private static final class Simulation implements SimulatedHarm.Simulation {
        private final Broker broker;
        private final Random random;
        private final HistoryBuilder events = new HistoryBuilder();
        private final Deque<Long> queue = new ArrayDeque<>();
        private final Set<Long> told = new HashSet<>();
        private final Set<Long> acknowledged = new HashSet<>();
        private int process;
        private boolean harmed;

        Simulation(Broker broker, int seed) {
            this.broker = broker;
            random = new Random(seed);
        }

        @Override
        public History run() {
            for (long i = 0; i < 12; i++) {
                if (random.nextBoolean()) {
                    enqueue(i);
                } else {
                    dequeue();
                }
                process++;
            }
            // Those who died by now are known to have: what they had is in the queue again.
            events.invoke(process, "drain", null);
            List<Long> left = new ArrayList<>(queue);
            left.forEach(this::tell);
            events.ok(process, "drain", left);
            harmed |= !told.containsAll(acknowledged);
            return events.build();
        }

        @Override
        public boolean harmed() {
            return harmed;
        }

        private void enqueue(long element) {
            events.invoke(process, "enqueue", element);
            int luck = random.nextInt(6);
            boolean refused = luck == 0;
            boolean kept = refused ? broker == Broker.KEEPS_WHAT_IT_REFUSED : luck > 1 || random.nextBoolean();
            if (kept) {
                queue.addLast(element);
            }
            if (refused) {
                events.fail(process, "enqueue", element);
                // Whoever gets it was to get nothing.
                harmed |= kept;
            } else if (kept || broker == Broker.CONFIRMS_TOO_EARLY) {
                events.ok(process, "enqueue", element);
                acknowledged.add(element);
            } else {
                events.info(process, "enqueue", element);
            }
        }

        private void dequeue() {
            events.invoke(process, "dequeue", null);
            @Nullable Long element = queue.pollFirst();
            if (element == null) {
                events.fail(process, "dequeue", null);
                return;
            }
            boolean acknowledges = broker != Broker.ON_DELIVERY;
            switch (random.nextInt(4)) {
                case 0 -> {
                    // Killed before it could use it.
                    if (acknowledges) {
                        queue.addFirst(element);
                    }
                    events.info(process, "dequeue", null);
                }
                case 1 -> {
                    // It uses it, but its acknowledgement never arrives.
                    tell(element);
                    events.ok(process, "dequeue", element);
                    if (acknowledges) {
                        queue.addFirst(element);
                    }
                }
                default -> {
                    tell(element);
                    events.ok(process, "dequeue", element);
                }
            }
        }

        private void tell(Long element) {
            harmed |= !told.add(element) && broker == Broker.TWICE;
        }
    }
}
