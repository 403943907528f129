package io.ordeal.runner;

/** The run can't go on, for a reason that is not the system's under trial: this is no finding. */
public class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public RunFailedException(String message) {
        super(message);
    }
}
