package io.ordeal.targets.textbook;

import io.ordeal.client.DefiniteFailure;
import java.util.Locale;

/** What a node answers when it has not done what it was asked, and whether that proves that nothing was or will be done. */
enum NodeError {
    /** Writes are the leader's; the answer's next word is who that is, if it is known. */
    NOT_LEADER(true, "another node leads"),
    /** Too few answered to begin with: nobody was told of the write. */
    NO_MAJORITY(true, "no majority answers"),
    /** Nothing is served while members change, and nothing that was asked for before they did. */
    CHANGING(true, "the members change"),
    /** All nodes have voted for another value in that round. */
    VOTED_DOWN(true, "no node votes for it"),
    /** The node that has the key could not be connected to. */
    UNREACHABLE(true, "the node that has the key is not to be reached"),
    /** No such request: nothing was done. */
    MALFORMED(true, "the request is not understood"),
    /** The node that has the key was asked, and did not answer. */
    NO_ANSWER(false, "the node that has the key has not answered"),
    /** Some nodes have the write, fewer than it takes. */
    UNDECIDED(false, "too few nodes have acknowledged the write"),
    /** Whatever else befalls a node, say a disk that is full. */
    FAILED(false, "the node has failed");

    /** The first word of an answer that is none of these. */
    static final String OK = "ok";

    private final boolean definite;
    private final String meaning;

    NodeError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    /** The first word of an answer. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The answer, and why, as one word. */
    Message answer(String why) {
        return why.isEmpty() ? Message.of(word()) : Message.of(word(), why.replace(' ', '-'));
    }

    /** @throws IllegalArgumentException the answer is none of these */
    static NodeError of(Message answer) {
        for (NodeError error : values()) {
            if (error.word().equals(answer.verb())) {
                return error;
            }
        }
        throw new IllegalArgumentException("neither " + OK + " nor an error: " + answer);
    }

    /** The exception for an answer: a {@link DefiniteFailure} where it is a proof. */
    static Exception exception(Message answer) {
        NodeError error = of(answer);
        String text = error.meaning + ": " + answer;
        return error.definite ? new DefiniteFailure(text) : new NodeException(error, text);
    }
}
