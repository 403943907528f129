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
        int index, int worker, long timeNanos, Invocation invocation, Optional<Op> before, OpType outcome) {}
