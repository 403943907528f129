package io.ordeal.shrink;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a shrunk history lacks of the whole.
 *
 * @param whole the parts that there were
 * @param left those that are left
 * @param processes of clients that there were
 * @param processesLeft those that are left
 * @param nemesisEvents that there were; none is left
 */
public record LeftOut(Sizes whole, Sizes left, int processes, int processesLeft, int nemesisEvents) {
    static LeftOut of(History whole, Sizes before, History shrunk, Sizes after) {
        int nemesis = 0;
        for (int i = 0; i < whole.size(); i++) {
            nemesis += whole.isClient(i) ? 0 : 1;
        }
        return new LeftOut(before, after, processes(whole), processes(shrunk), nemesis);
    }

    private static int processes(History history) {
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i)) {
                all.add(history.process(i));
            }
        }
        return all.size();
    }

    /** In words: {@code 99,996 of 100,000 operations, 8 of 10 processes}; empty if nothing was. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        add(words, whole.operations(), left.operations(), "operations");
        add(words, processes, processesLeft, "processes");
        add(words, whole.steps(), left.steps(), "micro-operations");
        add(words, whole.elements(), left.elements(), "elements");
        add(words, nemesisEvents, 0, "events of the nemesis");
        return String.join(", ", words);
    }

    private static void add(List<String> words, int before, int after, String what) {
        if (after < before) {
            words.add(String.format(Locale.ROOT, "%,d of %,d %s", before - after, before, what));
        }
    }
}
