package io.ordeal.client.process;

import io.ordeal.workload.ServedOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the harness and a client process say to each other of an operation, as it goes over the wire. */
public final class WireExample {
    private WireExample() {}

    /** The line with which the harness asks for an operation. */
    public static String invoke(ServedOperation operation, long id) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put(Wire.TYPE, "invoke");
        line.put(Wire.ID, id);
        line.put("f", operation.f());
        line.put("value", operation.invoked());
        return encode(line);
    }

    /** The line with which a client completes it. */
    public static String ok(ServedOperation operation, long id) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put(Wire.TYPE, "ok");
        line.put(Wire.ID, id);
        line.put("value", operation.ok());
        return encode(line);
    }

    /** The value of a line, as it comes to a history. */
    public static @Nullable Object value(String line) {
        try {
            return Wire.decode(line).get("value");
        } catch (WireException none) {
            throw new IllegalArgumentException(none.getMessage(), none);
        }
    }

    private static String encode(Map<String, ?> line) {
        try {
            return Wire.encode(line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
