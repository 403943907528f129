package io.ordeal.report;

import io.ordeal.checker.measure.FaultSpans;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span of a fault in a few words: its kind, whom it hit and in which way, where that is known. */
final class FaultLabel {
    private static final int LENGTH = 40;

    private FaultLabel() {}

    static String of(FaultSpans.Span span) {
        return ValueText.label(ValueText.plain(span.kind()), LENGTH)
                + detail(span.started())
                + FaultWords.struck(span)
                        .map(struck -> ": " + ValueText.label(struck, LENGTH))
                        .orElse("")
                + (span.failed() ? " (injection failed)" : "");
    }

    private static String detail(@Nullable Object started) {
        if (started instanceof Map<?, ?>) {
            return word(FaultSpans.field(started, "whom")) + word(FaultSpans.field(started, "mode"));
        }
        return word(started);
    }

    private static String word(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = ValueText.plain(value);
        return " " + ValueText.label(text.startsWith(":") ? text.substring(1) : text, LENGTH);
    }
}
