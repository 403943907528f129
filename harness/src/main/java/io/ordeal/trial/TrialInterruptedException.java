package io.ordeal.trial;

import io.ordeal.store.RunFolder;

/**
 * The run was {@linkplain Trial#stop stopped} before its first operation: nothing was tried, and nobody failed. All that was
 * started is given back.
 */
public final class TrialInterruptedException extends Exception {
    private final RunFolder folder;

    TrialInterruptedException(String doing, RunFolder folder) {
        super("the run was interrupted while " + doing + ": nothing was tried, so there is no verdict");
        this.folder = folder;
    }

    /** Where the log is. */
    public RunFolder folder() {
        return folder;
    }
}
