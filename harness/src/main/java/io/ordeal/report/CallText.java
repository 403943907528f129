package io.ordeal.report;

import io.ordeal.history.OpType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call in a few words: {@code write 3}, {@code read → 3}, {@code cas [0 3] failed}, {@code write 4 ?}. */
final class CallText {
    private static final int LENGTH = 60;

    private CallText() {}

    /** As {@link #whole}, cut where it is long. */
    static String of(String f, @Nullable Object in, @Nullable Object out, OpType outcome) {
        return ValueText.label(asked(f, in, out, outcome), LENGTH) + end(outcome);
    }

    /** However long it is. */
    static String whole(String f, @Nullable Object in, @Nullable Object out, OpType outcome) {
        return asked(f, in, out, outcome) + end(outcome);
    }

    private static String asked(String f, @Nullable Object in, @Nullable Object out, OpType outcome) {
        StringBuilder text = new StringBuilder(f);
        if (in != null) {
            text.append(' ').append(ValueText.print(in));
        }
        if (outcome == OpType.OK && !Objects.equals(in, out)) {
            text.append(" → ").append(ValueText.print(out));
        } else if (outcome == OpType.OK && in == null && f.startsWith("r")) {
            // A read of nothing found nothing, which is an answer.
            text.append(" → nil");
        }
        return text.toString();
    }

    private static String end(OpType outcome) {
        return switch (outcome) {
            case FAIL -> " failed";
            case INFO -> " ?";
            default -> "";
        };
    }
}
