package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;

/** A way to judge some histories of a model without a search. It answers exactly as the search would, or not at all. */
public interface FastWay {
    /** As it is named in verdicts, and by {@code --algorithm}. */
    String name();

    /**
     * Judges one key.
     *
     * @param events the positions of the invocations that are ok or of unknown outcome, and of the ok completions, in
     *     order
     */
    Answer judge(History history, int[] events, ValueShape shape, CheckContext context);

    /** About how many bytes it takes, at most, to judge so many events. */
    default long bytes(int events) {
        return 64L * events;
    }

    /** What a fast way says of a history. */
    sealed interface Answer {
        /** It is not of the kind that this way judges. */
        record NotMine() implements Answer {}

        /** There is a linearization. */
        record Linearizable() implements Answer {}

        /**
         * There is none, not even of a few of the operations.
         *
         * @param invocations the positions of these few; with each operation whose effect one of them observed, and each
         *     of unknown outcome that could let some of them have a linearization: none that is left out changes what is
         *     linearizable of them. They are searched again before anyone is told, unless they are too many for that
         */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record NotLinearizable(int[] invocations) implements Answer {}
    }
}
