package io.ordeal.cluster;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks whether something is ready, in a thread of its own: a question that is never answered, such as a read from a server
 * that accepts and is silent, must not hold up whoever waits, who has a limit and looks after the node meanwhile.
 */
final class Readiness implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread asking = new Thread(task, "ordeal-readiness");
        asking.setDaemon(true);
        return asking;
    });
    private final Question question;
    private Future<Boolean> answer;

    interface Question {
        boolean ask() throws Exception;
    }

    Readiness(Question question) {
        this.question = question;
        answer = thread.submit(question::ask);
    }

    /** Whether the last question has not been answered yet. */
    boolean isPending() {
        return !answer.isDone();
    }

    /**
     * The answer, if it comes within a time, else false: the question stands then, and the next call waits for the same.
     *
     * @throws Exception what the question threw
     */
    boolean ask(long atMostMillis) throws Exception {
        try {
            boolean ready = answer.get(atMostMillis, TimeUnit.MILLISECONDS);
            if (!ready) {
                answer = thread.submit(question::ask);
            }
            return ready;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            answer = thread.submit(question::ask);
            Throwable why = failed.getCause();
            if (why instanceof Error error) {
                throw error;
            }
            throw why instanceof Exception exception ? exception : failed;
        }
    }

    /** Interrupts a question that still stands, and waits for no answer. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
