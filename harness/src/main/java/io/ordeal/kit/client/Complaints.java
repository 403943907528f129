package io.ordeal.kit.client;

import java.util.ArrayList;
import java.util.List;

/** What there is to complain of, in the order in which it was met. */
final class Complaints {
    private final List<String> all = new ArrayList<>();

    void add(String complaint) {
        all.add(complaint);
    }

    /**
     * Complains of an operation that is not ok.
     *
     * @param rule by which it should be, in a sentence without its full stop
     */
    boolean isOk(Answer answer, String rule) {
        if (!answer.isOk()) {
            add(rule + ", but: " + answer.text());
        }
        return answer.isOk();
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
