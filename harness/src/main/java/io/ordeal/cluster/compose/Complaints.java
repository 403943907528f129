package io.ordeal.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.text.CheckedYaml;
import java.util.LinkedHashSet;
import java.util.Set;

/** What can't be honoured of a Compose file, told all at once. */
final class Complaints {
    private final Set<String> ignored;
    private final Set<String> met = new LinkedHashSet<>();
    private final Set<String> sentences = new LinkedHashSet<>();

    /** @param ignored keys that are passed over, as the user wishes */
    Complaints(Set<String> ignored) {
        this.ignored = ignored;
    }

    /** Whether a key is to be passed over, as the user wishes. */
    boolean passesOver(String key) {
        if (ignored.contains(key)) {
            met.add(key);
            return true;
        }
        return false;
    }

    /** A key is there whose meaning can't be kept to; nothing if it is to be passed over. */
    void notHonoured(JsonNode place, String key, String why) {
        if (!passesOver(key)) {
            sentences.add(at(place) + key + ": can't be honoured: " + why
                    + "; if that makes no difference, say ignore: [" + key + "]");
        }
    }

    /** A key says what makes no sense. */
    void wrong(JsonNode place, String key, String what) {
        sentences.add(at(place) + key + ": " + what);
    }

    private static String at(JsonNode place) {
        String where = CheckedYaml.place(place);
        return where.isEmpty() ? "" : where + ": ";
    }

    /** @throws IllegalArgumentException there is something to be told */
    void tell() {
        ignored.stream()
                .filter(key -> !met.contains(key))
                .forEach(key -> sentences.add("ignore: " + key + ": there is no such key to be passed over"));
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", sentences));
        }
    }
}
