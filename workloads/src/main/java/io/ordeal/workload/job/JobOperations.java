package io.ordeal.workload.job;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;

/** {@code run} and {@code doomed} of a job, {@code outputs} of all. A client that is a process of its own makes them there. */
public final class JobOperations implements Client {
    private final JobClient jobs;

    public JobOperations(JobClient jobs) {
        this.jobs = jobs;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "run" -> jobs.run(job(invocation), input(invocation));
            case "doomed" -> jobs.doomed(job(invocation), input(invocation));
            case "outputs" -> {
                return Completion.ok(jobs.outputs().stream()
                        .map(output -> List.<Object>of(output.job(), output.marked(), output.records()))
                        .toList());
            }
            default -> throw new DefiniteFailure("a job knows run, doomed and outputs, not: " + invocation.f());
        }
        return Completion.ok(invocation.value());
    }

    static long job(Invocation invocation) {
        if (invocation.value() instanceof List<?> pair && !pair.isEmpty() && pair.get(0) instanceof Number id) {
            return id.longValue();
        }
        throw strange(invocation);
    }

    private static List<Long> input(Invocation invocation) {
        if (invocation.value() instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof List<?> records) {
            return records.stream()
                    .map(record -> {
                        if (record instanceof Number number) {
                            return number.longValue();
                        }
                        throw strange(invocation);
                    })
                    .toList();
        }
        throw strange(invocation);
    }

    private static IllegalArgumentException strange(Invocation invocation) {
        return new IllegalArgumentException(
                "expected [job [records]] as the value of :" + invocation.f() + ", found " + invocation.value());
    }

    @Override
    public void close() throws Exception {
        jobs.close();
    }
}
