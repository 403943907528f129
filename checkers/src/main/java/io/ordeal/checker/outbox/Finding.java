package io.ordeal.checker.outbox;

import io.ordeal.checker.AnomalyType;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one id.
 *
 * @param present the reading that has it, null if it is known from the acknowledgement alone
 * @param absent the reading that ought to have it and has not, null if it ought not to be there at all
 */
record Finding(
        Object id, @Nullable Reading present, @Nullable Reading absent) {
    enum Kind {
        /** The row is stored, or was acknowledged; its message never came. */
        MESSAGE_LOST(AnomalyType.LOST, "message"),
        /** The row was acknowledged, or read before; it is there no more. */
        ROW_LOST(AnomalyType.LOST, "row"),
        /** A message came of a row that nobody was told of and that is not there. */
        MESSAGE_WITHOUT_ROW(AnomalyType.UNEXPECTED, "row"),
        /** A trace of what was refused or abandoned. */
        INVISIBLE_SEEN(AnomalyType.UNEXPECTED, "nothing"),
        /** A trace of what nobody had asked for by then. */
        NEVER_PUBLISHED(AnomalyType.UNEXPECTED, "publication"),
        /** A transaction, named by the id, that is open in both readings, though nobody works in it and its time is over. */
        HANGING(AnomalyType.HANGING_TRANSACTION, "end");

        final AnomalyType type;
        final String missing;

        Kind(AnomalyType type, String missing) {
            this.type = type;
            this.missing = missing;
        }
    }
}
