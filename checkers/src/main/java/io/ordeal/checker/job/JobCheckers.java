package io.ordeal.checker.job;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of jobs that write their output once. */
public final class JobCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "job",
                "each record of a job that is done, or whose output is marked as whole, is in its output once, and nothing else"
                        + " is; of a job that failed nothing is ever seen",
                List.of(
                        new OpShape("run", "[job [records]]: a job, each but once, and its input", "the same, or nil"),
                        new OpShape(
                                "doomed",
                                "likewise, of a job one of whose tasks fails whoever tries it",
                                "the same, or nil: it has failed, as it had to; nothing of it is ever to be seen, however"
                                        + " it ends"),
                        new OpShape(
                                "outputs",
                                "nil",
                                "[[job marked [records]] …]: of each job that has left anything, whether its marker is"
                                        + " there, and all records in its output")),
                Set.of(),
                List.of(),
                options -> new JobChecker()));
    }
}
