package io.ordeal.store;

import io.ordeal.checker.CheckResult;
import java.util.Optional;

/**
 * A history that was judged: the object that {@code ./ordeal check --json} prints, and {@code verdict.json}.
 *
 * @param file as it was given
 * @param checker by name
 * @param operations invocations of clients
 * @param millis the check alone, without reading the file
 * @param result the verdict and what stands beside it
 * @param expectation of a run: what was expected; empty for a history alone, or where nothing is
 */
public record CheckReport(
        String file,
        String checker,
        long operations,
        double millis,
        CheckResult result,
        Optional<Expected> expectation) {

    /** The same, with one more sentence beside the verdict. */
    public CheckReport withNote(String note) {
        return new CheckReport(file, checker, operations, millis, result.withNote(note), expectation);
    }

    /**
     * What was expected of a run.
     *
     * @param outcome {@code holds}, {@code breaks(anomaly, within)} or {@code may-break(anomaly)}
     * @param asExpected whether it was so; empty where the verdict is unknown
     * @param source who says so
     */
    public record Expected(String outcome, Optional<Boolean> asExpected, String source) {}
}
