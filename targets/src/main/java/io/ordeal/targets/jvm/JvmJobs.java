package io.ordeal.targets.jvm;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.job.JobClient;
import io.ordeal.workload.job.JobOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs inside this JVM: tasks write apart, and what they wrote becomes the output in one step. */
final class JvmJobs {
    /** The flaw shows in one job of so many. */
    private static final int EVERY = 3;

    /** What is wrong with a mutant. */
    enum Flaw {
        NONE,
        /** What a task wrote is not moved. */
        FORGETS,
        /** Two attempts of a task are moved. */
        MOVES_TWICE,
        /** What tasks wrote is seen at once, and stays if another fails. */
        WRITES_DIRECTLY,
        /** What is left of the last job is moved along. */
        MOVES_ANOTHERS
    }

    private final Flaw flaw;
    private final Map<Long, List<Long>> outputs = new TreeMap<>();
    private int jobs;
    private long lastRecord;

    private JvmJobs(Flaw flaw) {
        this.flaw = flaw;
    }

    /** The clients of a run. */
    static ClientFactories clients(Flaw flaw) {
        JvmJobs jobs = new JvmJobs(flaw);
        return ClientFactories.of(JobClient.class, context -> jobs.new Driver());
    }

    private final class Driver implements JobClient {
        @Override
        public void run(long job, List<Long> input) {
            synchronized (JvmJobs.this) {
                List<Long> written = new ArrayList<>(input);
                if (++jobs % EVERY == 0) {
                    switch (flaw) {
                        case FORGETS -> written.remove(0);
                        case MOVES_TWICE -> written.add(input.get(0));
                        case MOVES_ANOTHERS -> written.add(lastRecord);
                        case NONE, WRITES_DIRECTLY -> {
                            // nothing is wrong with a job that is done
                        }
                    }
                }
                lastRecord = input.get(0);
                outputs.put(job, written);
            }
        }

        @Override
        public void doomed(long job, List<Long> input) throws DefiniteFailure {
            synchronized (JvmJobs.this) {
                if (flaw == Flaw.WRITES_DIRECTLY) {
                    outputs.put(job, input.subList(0, input.size() / 2));
                }
            }
        }

        @Override
        public List<JobOutput> outputs() {
            synchronized (JvmJobs.this) {
                return outputs.entrySet().stream()
                        .map(output -> new JobOutput(output.getKey(), true, new ArrayList<>(output.getValue())))
                        .toList();
            }
        }
    }
}
