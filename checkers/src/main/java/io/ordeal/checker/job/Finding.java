package io.ordeal.checker.job;

import io.ordeal.checker.AnomalyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the output of a job.
 *
 * @param job its id
 * @param records those that are wrong; none if it is the marker
 * @param reading that shows it
 * @param before an earlier one that had the marker, by which alone it is known that the output is whole; else null
 */
record Finding(
        Object job,
        List<Object> records,
        Reading reading,
        @Nullable Reading before) {
    enum Kind {
        /** Records are missing of what is whole. */
        LOST(AnomalyType.LOST),
        /** The marker is missing of what is done. */
        MARKER_LOST(AnomalyType.LOST),
        /** Records are there more than once, of what is whole. */
        DUPLICATED(AnomalyType.DUPLICATED),
        /** Records that are none of the job's input. */
        STRANGE(AnomalyType.UNEXPECTED),
        /** An output of a job that nobody had asked for by then. */
        NEVER_RUN(AnomalyType.UNEXPECTED),
        /** A trace of a job that failed. */
        OF_FAILED(AnomalyType.PARTIAL_OUTPUT);

        final AnomalyType type;

        Kind(AnomalyType type) {
            this.type = type;
        }
    }
}
