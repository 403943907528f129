package io.ordeal.trial;

import io.ordeal.store.RunFolder;

/** The harness or its surroundings failed, and the run with it: no finding. What was recorded is kept. */
public final class TrialFailedException extends Exception {
    private final RunFolder folder;

    /** @param doing what it was about, as in "starting 3 nodes" */
    public TrialFailedException(String doing, RunFolder folder, Throwable cause) {
        super("the run failed while " + doing + "; its log is " + folder.logFile(), cause);
        this.folder = folder;
    }

    /** Where the log is, and the history as far as it goes. */
    public RunFolder folder() {
        return folder;
    }
}
