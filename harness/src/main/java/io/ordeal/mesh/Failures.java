package io.ordeal.mesh;

import org.jspecify.annotations.Nullable;

/** Goes on past failures, as healing must, and throws them when everything was attempted. For one thread. */
public final class Failures {
    private @Nullable Exception first;

    public void attempt(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            add(e);
        }
    }

    /** Keeps a failure that happened elsewhere. */
    public void add(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    /** Throws the first failure, with the others suppressed in it, if there was one. */
    public void throwFirst() throws Exception {
        if (first != null) {
            throw first;
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }
}
