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
 * @param round of several in which the same is done, from 0: none of it begins before all of the rounds before has ended
 */
public record RecordedOperation(
        int index, int worker, long timeNanos, Invocation invocation, Optional<Op> before, OpType outcome, int round) {
    /** One of a run that has no rounds. */
    public RecordedOperation(
            int index, int worker, long timeNanos, Invocation invocation, Optional<Op> before, OpType outcome) {
        this(index, worker, timeNanos, invocation, before, outcome, 0);
    }

    /** The same at another time, as long after its worker's last operation as it was: a lock is held for as long. */
    RecordedOperation at(long otherNanos) {
        long later = otherNanos - timeNanos;
        return new RecordedOperation(
                index,
                worker,
                otherNanos,
                invocation,
                before.map(op -> ended(op, op.timeNanos() + later)),
                outcome,
                round);
    }

    /** The same at another time, whenever its worker's last operation ended. */
    RecordedOperation movedTo(long otherNanos) {
        return new RecordedOperation(index, worker, otherNanos, invocation, before, outcome, round);
    }

    /** The same by another worker. */
    RecordedOperation by(int other) {
        return new RecordedOperation(index, other, timeNanos, invocation, before, outcome, round);
    }

    /** Something else in its place. */
    RecordedOperation with(Invocation other) {
        return new RecordedOperation(index, worker, timeNanos, other, before, outcome, round);
    }

    /** The same in another round. */
    RecordedOperation in(int other) {
        return new RecordedOperation(index, worker, timeNanos, invocation, before, outcome, other);
    }

    private static Op ended(Op op, long nanos) {
        return new Op(op.index(), Math.max(0, nanos), op.process(), op.type(), op.f(), op.value(), op.error());
    }
}
