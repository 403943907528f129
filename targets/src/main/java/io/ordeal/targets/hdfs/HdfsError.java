package io.ordeal.targets.hdfs;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * Why a call to the name node came to nothing, and whether that proves that it has changed nothing. The proof is good for calls that
 * are made once, and of one call alone: while a file is written, its writer makes others. What is not listed proves nothing.
 */
enum HdfsError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent", Optional.empty()),
    /** Another has the file open for writing. */
    LEASE_HELD(true, "another writes the file", Optional.of("AlreadyBeingCreatedException")),
    /** Its lease is being taken from another. */
    RECOVERING(true, "the file is being taken from its writer", Optional.of("RecoveryInProgressException")),
    /** It is there, and was to be made. */
    EXISTS(true, "the file is there", Optional.of("FileAlreadyExistsException")),
    /** The name node has just started, and takes no changes. */
    SAFE_MODE(true, "the name node is in safe mode", Optional.of("SafeModeException")),
    /** It is not there. */
    NOT_FOUND(true, "there is no such file", Optional.of("FileNotFoundException")),
    /** The lease was taken away; what was written before may be in the file, also what was not acknowledged. */
    FENCED(false, "the file was taken from this writer", Optional.of("LeaseExpiredException")),
    /** No answer in time: the call may have been sent, and done. */
    TIMED_OUT(false, "no answer in time", Optional.empty()),
    /** Anything else. */
    OTHER(false, "an error that proves nothing", Optional.empty());

    private final boolean definite;
    private final String meaning;
    private final Optional<String> className;

    /** @param className Hadoop's, which an exception that comes from the name node has in its text */
    HdfsError(boolean definite, String meaning, Optional<String> className) {
        this.definite = definite;
        this.meaning = meaning;
        this.className = className;
    }

    boolean isDefinite() {
        return definite;
    }

    String meaning() {
        return meaning;
    }

    static HdfsError of(IOException failure) {
        String text = failure.toString();
        for (HdfsError error : values()) {
            if (error.className.filter(text::contains).isPresent()) {
                return error;
            }
        }
        if (failure instanceof ConnectException) {
            return REFUSED;
        }
        return failure instanceof SocketTimeoutException ? TIMED_OUT : OTHER;
    }

    /** The exception for a failed call: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    Exception exception(IOException failure) {
        return definite ? proof(failure) : failure;
    }

    /** The exception for a failure before which nothing was done that matters. */
    DefiniteFailure proof(IOException failure) {
        return new DefiniteFailure(meaning + ": " + failure.getMessage(), failure);
    }
}
