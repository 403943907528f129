package io.ordeal.cli;

import io.ordeal.checker.Verdict;
import java.util.Arrays;

/** What a command's end tells its caller. In rising order of weight. */
public enum ExitCode {
    VALID(0),
    UNKNOWN(2),
    INVALID(1),
    /** Bad arguments, or a file that can't be read. */
    USAGE(254),
    /** The harness itself failed: no finding. */
    HARNESS(255);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public ExitCode or(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The code with a number; one that is none of these is the harness' failure. */
    static ExitCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(HARNESS);
    }

    public static ExitCode of(Verdict verdict) {
        if (verdict.isValid()) {
            return VALID;
        }
        return verdict.isInvalid() ? INVALID : UNKNOWN;
    }
}
