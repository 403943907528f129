package io.ordeal.checker.job;

import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.SimulatedHarm;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commit protocols whose tasks and drivers die between any two steps, simulated: those that keep the promise get the verdict
 * Valid in every history, and each of the others the verdict Invalid, for what it does, in exactly those in which it did harm.
 */
class SimulatedJobTest {
    /** How what the attempts of tasks write becomes the output of a job. */
    enum Protocol {
        /** Attempts write apart; tasks' parts are moved one by one, and the marker is put, when all are done. */
        V1(""),
        /** Attempts write apart; a task's files are moved one by one when it is done. */
        V2("duplicated partial-output"),
        /** Attempts write where the output is. */
        DIRECT("duplicated partial-output"),
        /** As the first, but the marker is put before the parts are moved. */
        MARKED_FIRST("lost"),
        /** As the first, but its driver says that it is done before the parts are moved. */
        TOLD_FIRST("lost"),
        /** As the first, but what a task of another job has left is moved along. */
        MIXES_JOBS("unexpected");

        private final String anomalies;

        Protocol(String anomalies) {
            this.anomalies = anomalies;
        }
    }

    @ParameterizedTest
    @EnumSource
    void exactlyWhatIsWrongIsFound(Protocol protocol) {
        SimulatedHarm.assertExactlyFound(
                Checkers.named("job", CheckerOptions.DEFAULT),
                protocol.anomalies,
                seed -> new Simulation(protocol, seed));
    }

    private static final class Simulation implements SimulatedHarm.Simulation {
        private static final int TASKS = 3;
        private static final int FILES = 2;
        private static final int ATTEMPTS = 3;

        private final Protocol protocol;
        private final Random random;
        private final HistoryBuilder events = new HistoryBuilder();
        /** By job: what is in its folder; a file of one record each. */
        private final Map<Long, List<Object>> visible = new TreeMap<>();

        private final Set<Long> marked = new TreeSet<>();
        private int process;
        private boolean harmed;

        Simulation(Protocol protocol, long seed) {
            this.protocol = protocol;
            this.random = new Random(seed);
        }

        @Override
        public History run() {
            for (long job = 1; job <= 6; job++) {
                run(job);
                if (random.nextBoolean()) {
                    read();
                }
            }
            read();
            return events.build();
        }

        @Override
        public boolean harmed() {
            return harmed;
        }

        private void read() {
            List<Object> all = new ArrayList<>();
            visible.forEach((job, records) -> all.add(List.of(job, marked.contains(job), List.copyOf(records))));
            events.invoke(99, "outputs", null).ok(99, "outputs", all);
        }

        private boolean dies() {
            return random.nextInt(14) == 0;
        }

        private void run(long job) {
            boolean doomed = random.nextInt(6) == 0;
            String f = doomed ? "doomed" : "run";
            List<Object> input = new ArrayList<>();
            for (long record = 0; record < TASKS * FILES; record++) {
                input.add(100 * job + record);
            }
            List<Object> asked = List.of(job, input);
            events.invoke(process, f, asked);
            visible.put(job, new ArrayList<>());
            Boolean done = doAll(job, input, doomed);
            if (done == null) {
                events.info(process, f, asked);
                process += 100;
            } else if (done != doomed) {
                events.ok(process, f, asked);
            } else {
                events.fail(process, f, asked);
            }
            List<Object> records = visible.getOrDefault(job, List.of());
            boolean whole = records.size() == input.size() && records.containsAll(input);
            harmed |= (doomed || Boolean.FALSE.equals(done))
                    ? marked.contains(job) || !records.isEmpty()
                    : (marked.contains(job) && !whole)
                            || (Boolean.TRUE.equals(done) && !(whole && marked.contains(job)))
                            || records.stream().anyMatch(record -> !input.contains(record));
        }

        /** Whether it is done; null if its driver died. */
        private @Nullable Boolean doAll(long job, List<Object> input, boolean doomed) {
            List<Object> out = visible.getOrDefault(job, new ArrayList<>());
            List<Object> committed = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                List<Object> part = input.subList(task * FILES, (task + 1) * FILES);
                boolean fails = doomed && task == TASKS - 1;
                int attempt = 0;
                while (!attempt(part, fails, out, committed)) {
                    if (++attempt == ATTEMPTS) {
                        return false;
                    }
                }
                if (dies()) {
                    return null;
                }
            }
            return commit(job, input, out, committed);
        }

        /** Whether an attempt of a task came to its end. */
        private boolean attempt(List<Object> part, boolean fails, List<Object> out, List<Object> committed) {
            if (protocol == Protocol.DIRECT) {
                for (Object record : part) {
                    if (dies()) {
                        return false;
                    }
                    out.add(record);
                }
                return !fails;
            }
            if (fails || dies()) {
                return false;
            }
            if (protocol == Protocol.V2) {
                for (Object record : part) {
                    if (dies()) {
                        return false;
                    }
                    out.add(record);
                }
                return true;
            }
            committed.addAll(part);
            return true;
        }

        private @Nullable Boolean commit(long job, List<Object> input, List<Object> out, List<Object> committed) {
            if (protocol == Protocol.MARKED_FIRST) {
                marked.add(job);
            }
            if (protocol == Protocol.MIXES_JOBS && random.nextInt(4) == 0) {
                committed.add(100 * job - 1);
            }
            for (Object record : committed) {
                if (dies()) {
                    return protocol == Protocol.TOLD_FIRST ? true : null;
                }
                out.add(record);
            }
            if (dies() && !input.isEmpty()) {
                return protocol == Protocol.TOLD_FIRST ? true : null;
            }
            marked.add(job);
            return dies() ? null : true;
        }
    }
}
