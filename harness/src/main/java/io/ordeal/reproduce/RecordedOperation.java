package io.ordeal.reproduce;

import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.Optional;

/**
 * An operation of a recording's main phase.
 *
 * @param index of its invocation in the recording
 * @param timeNanos when it was invoked, from when the run began
 * @param before how its worker's last operation before it ended; empty if there was none
 * @param outcome how it ended; INFO if nobody knows
 */
public record RecordedOperation(
        int index, int worker, long timeNanos, Invocation invocation, Optional<Op> before, OpType outcome) {
    /** The same at another time, as long after its worker's last operation as it was: a lock is held for as long. */
    RecordedOperation at(long otherNanos) {
        long later = otherNanos - timeNanos;
        return new RecordedOperation(
                index, worker, otherNanos, invocation, before.map(op -> ended(op, op.timeNanos() + later)), outcome);
    }

    private static Op ended(Op op, long nanos) {
        return new Op(op.index(), Math.max(0, nanos), op.process(), op.type(), op.f(), op.value(), op.error());
    }
}
