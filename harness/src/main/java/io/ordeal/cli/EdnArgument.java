package io.ordeal.cli;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values on the command line, in EDN: {@code 0}, {@code :x}, {@code "a text"}, {@code {:x 0 :y 0}}. */
final class EdnArgument {
    private EdnArgument() {}

    static @Nullable Object parse(String option, String text) {
        // The value of an event is the place in which the reader takes any value.
        String event = "{:type :invoke, :process 0, :f :given, :value " + text + "\n}\n";
        try {
            return HistoryReader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                    .history()
                    .value(0);
        } catch (MalformedHistoryException | IOException malformed) {
            throw new UsageException(
                    option + " takes a value in EDN, such as 0, :x or \"{:x 0 :y 0}\", not: " + text, malformed);
        }
    }
}
