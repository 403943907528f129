package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Optional;
import java.util.stream.IntStream;

/** The search with nothing around it: no fast way, no explanation. */
public final class SearchAlone {
    private SearchAlone() {}

    /** What {@link FastWay#judge} is given of a history that is one key's. */
    public static int[] events(History history) {
        return IntStream.range(0, history.size())
                .filter(i -> history.isInvoke(i) ? history.outcome(i) != OpType.FAIL : history.type(i) == OpType.OK)
                .toArray();
    }

    /** Empty if so many configurations do not tell: a limit that does not hang on how fast the machine is. */
    public static Optional<Boolean> isLinearizable(Model<?> model, History history, long configurations) {
        Budget budget = new Budget(CheckContext.unlimited());
        Problem problem = Problem.of(history, events(history), ValueShape.PLAIN, model, budget);
        Search search =
                new Search(problem, new ModelTransitions<>(model, problem.calls), budget).limitedTo(configurations);
        try {
            return Optional.of(search.run());
        } catch (CheckStoppedException stopped) {
            return Optional.empty();
        }
    }
}
