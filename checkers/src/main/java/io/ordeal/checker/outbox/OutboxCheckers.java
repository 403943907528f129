package io.ordeal.checker.outbox;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of rows that are told of by messages. */
public final class OutboxCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "outbox",
                "each row that is stored has its message and each message its row, at least once; what was acknowledged"
                        + " has both, what was refused or abandoned neither",
                List.of(
                        new OpShape("publish", "the id of the row and its message, each but once", "the same, or nil"),
                        new OpShape(
                                "abandon",
                                "the id of a row and a message that are taken back before they are committed",
                                "the same, or nil; nothing of it is ever to be seen, however it ends"),
                        new OpShape("recover", "anything; it is not looked at", "anything"),
                        new OpShape("rows", "nil", "the ids of all rows; ok says that no row is in doubt"),
                        new OpShape(
                                "drain",
                                "nil",
                                "the ids of the messages received; ok says that none is outstanding: not on its way,"
                                        + " not waiting to be sent"),
                        new OpShape(
                                "unfinished",
                                "nil; asked twice, 30 s apart, when all else is over",
                                "names of the transactions that are open and whose own time to be so is below 30 s; each"
                                        + " has the same name as long as it is open")),
                Set.of(),
                List.of(),
                options -> new OutboxChecker()));
    }
}
