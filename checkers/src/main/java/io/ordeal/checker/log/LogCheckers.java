package io.ordeal.checker.log;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of logs. */
public final class LogCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "log",
                "entries stay where they were appended, in one order for all: each once, at one rising offset; whoever"
                        + " reads skips none, and what was acknowledged is there in the end",
                List.of(
                        new OpShape("append", "[log element], an element but once in a log", "[log [offset element]]"),
                        new OpShape(
                                "read",
                                "[log from], or [log nil] where the client goes on where it was",
                                "[log from [[offset element] …]], all from there to the log's end at some moment"),
                        new OpShape(
                                "read-all",
                                "[log from], asked for in the end, with all faults healed",
                                "the same, with all that was in the log when it was asked for")),
                Set.of(),
                List.of(),
                options -> new LogChecker()));
    }
}
