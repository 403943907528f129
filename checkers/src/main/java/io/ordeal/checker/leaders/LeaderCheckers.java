package io.ordeal.checker.leaders;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of leader elections. */
public final class LeaderCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "leader-election",
                "a term has one leader and terms rise, where they are told; no two believe that they lead at once,"
                        + " unless --model terms",
                List.of(
                        new OpShape(
                                LeaderShape.CAMPAIGN,
                                "the election (nil if there is but one)",
                                "the election, or [election term], term an integer: the process leads; fails if it does"
                                        + " not"),
                        new OpShape(
                                LeaderShape.LEADS,
                                "the election: does the process lead, for all it knows?",
                                "[election true], [election term], or [election false]"),
                        new OpShape(LeaderShape.RESIGN, "the election", "the election")),
                Set.of(CheckerOption.MODEL),
                List.of(),
                options -> new LeaderElectionChecker(options.model())));
    }
}
