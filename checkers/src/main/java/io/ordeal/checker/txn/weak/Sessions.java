package io.ordeal.checker.txn.weak;

/**
 * The transactions of each session in their order. One of unknown outcome, which nothing follows, is a session of its own
 * here: what comes before it matters to nobody, as its reads are unknown.
 */
final class Sessions {
    private final int[] sessionOf;
    private final int[] starts;
    private final int[] members;

    Sessions(ReadsFrom history) {
        int count = history.count();
        sessionOf = new int[count];
        int sessions = 0;
        for (int t = 0; t < count; t++) {
            int previous = history.previous(t);
            sessionOf[t] = previous < 0 || !history.isCertain(t) ? sessions++ : sessionOf[previous];
        }
        starts = new int[sessions + 1];
        for (int t = 0; t < count; t++) {
            starts[sessionOf[t] + 1]++;
        }
        for (int s = 0; s < sessions; s++) {
            starts[s + 1] += starts[s];
        }
        int[] next = starts.clone();
        members = new int[count];
        for (int t = 0; t < count; t++) {
            members[next[sessionOf[t]]++] = t;
        }
    }

    int count() {
        return starts.length - 1;
    }

    int start(int session) {
        return starts[session];
    }

    int member(int i) {
        return members[i];
    }

    int of(int transaction) {
        return sessionOf[transaction];
    }
}
