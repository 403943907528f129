package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/**
 * What ZooKeeper answers when it does not do what it was asked, and whether that proves that nothing was done. The proof
 * is good for requests that are sent once: a second try of a request whose answer was lost can be told that the node
 * exists already, which the first try made. What is not listed proves nothing.
 */
enum ZooKeeperError {
    NODE_MISSING(Code.NONODE, true, "there is no such node"),
    NODE_EXISTS(Code.NODEEXISTS, true, "the node exists"),
    OTHER_VERSION(Code.BADVERSION, true, "the node has another version"),
    CHILDREN(Code.NOTEMPTY, true, "the node has children"),
    NO_PERMISSION(Code.NOAUTH, true, "no permission"),
    /** Refused before it is executed, as the server has too much to do. */
    THROTTLED(Code.THROTTLEDOP, true, "the server is overloaded"),
    /** Refused: the session is with another server by now. */
    SESSION_MOVED(Code.SESSIONMOVED, true, "the session moved to another server"),
    /** The connection broke before the answer: the request may have been sent, and executed. */
    CONNECTION_LOST(Code.CONNECTIONLOSS, false, "the connection was lost"),
    /** Requests whose answer was outstanding when the session ended are told this too: they may have been executed. */
    SESSION_EXPIRED(Code.SESSIONEXPIRED, false, "the session expired"),
    /** The answer took too long. */
    TIMED_OUT(Code.OPERATIONTIMEOUT, false, "no answer in time"),
    /** The client gave up waiting. */
    REQUEST_TIMED_OUT(Code.REQUESTTIMEOUT, false, "no answer in time"),
    /** Anything else. */
    OTHER(Code.SYSTEMERROR, false, "an error that proves nothing");

    private final Code code;
    private final boolean definite;
    private final String meaning;

    ZooKeeperError(Code code, boolean definite, String meaning) {
        this.code = code;
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static ZooKeeperError of(KeeperException answer) {
        for (ZooKeeperError error : values()) {
            if (error.code == answer.code()) {
                return error;
            }
        }
        return OTHER;
    }

    /** The exception for an answer: a {@link DefiniteFailure} where it is a proof, else the answer itself. */
    static Exception exception(KeeperException answer) {
        ZooKeeperError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
