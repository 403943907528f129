package io.ordeal.workload.txn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transaction that is under way. It reads what it wrote itself. */
public interface Transaction {
    /** What stands between the elements of a list. */
    String SEPARATOR = ",";

    /** The text under a key; empty if nothing was ever written there. */
    Optional<String> read(String key) throws Exception;

    void write(String key, String value) throws Exception;

    /**
     * Adds an element, which has no comma in it, to the end of the list under a key. A list is kept as a text with commas
     * between the elements; a store that has a better way, or one of its own that is to be tried, overrides this.
     */
    default void append(String key, String element) throws Exception {
        write(key, read(key).map(list -> list + SEPARATOR + element).orElse(element));
    }

    /** The texts under several keys, in their order; what was never written is left out. */
    default Map<String, String> readAll(List<String> keys) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keys) {
            read(key).ifPresent(text -> texts.put(key, text));
        }
        return texts;
    }
}
