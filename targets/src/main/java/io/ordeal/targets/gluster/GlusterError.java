package io.ordeal.targets.gluster;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/**
 * Why something that was asked of a mounted volume came to nothing, and whether that proves that nothing was changed. What is not
 * listed proves nothing.
 */
enum GlusterError {
    /** There is no file of that name, says the kernel, which looks before it has anything changed; so does each brick. */
    NOT_THERE(true, "there is no such file"),
    /** There is one, and one was to be made; likewise. */
    EXISTS(true, "there is such a file"),
    /** Fewer bricks are there than the half, or none: some may have done what was asked for before they were lost. */
    NOT_CONNECTED(false, "too few bricks can be reached"),
    /** The mount's process has gone while it was at it. */
    ABORTED(false, "the mount has gone"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    GlusterError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    static GlusterError of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return NOT_THERE;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return EXISTS;
        }
        String text = String.valueOf(failure.getMessage());
        if (text.contains("endpoint is not connected")) {
            return NOT_CONNECTED;
        }
        return text.contains("connection abort") ? ABORTED : OTHER;
    }

    /** The exception for a change that failed: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    Exception exception(IOException failure) {
        return definite ? proof(failure) : failure;
    }

    /** The exception for a failure before which nothing was changed that matters. */
    DefiniteFailure proof(IOException failure) {
        return new DefiniteFailure(meaning + ": " + failure, failure);
    }
}
