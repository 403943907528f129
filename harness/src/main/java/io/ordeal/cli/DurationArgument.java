package io.ordeal.cli;

import io.ordeal.text.DurationText;
import java.time.Duration;

/** Durations on the command line: {@code 30s}, {@code 250ms}. */
final class DurationArgument {
    private DurationArgument() {}

    static Duration parse(String option, String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(option + ": " + wrong.getMessage(), wrong);
        }
    }
}
