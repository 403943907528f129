package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import io.ordeal.trial.Bench;
import java.time.Duration;
import java.util.Optional;

/** Whether a client gets on, sooner or later: sessions are made anew, and leaders elected, in the time of some operations. */
record Recovery(Bench bench, Probe probe) {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int OPERATIONS = 3;

    Duration patience() {
        return bench.operationTimeout().multipliedBy(OPERATIONS);
    }

    /**
     * Tries one fresh operation after the other until one is ok; a client whose operation's outcome is unknown is opened anew,
     * as in a run.
     *
     * @return the last that was not; empty if one was
     */
    Optional<String> failure(Caller caller) throws InterruptedException {
        long deadline = System.nanoTime() + patience().toNanos();
        while (true) {
            Probe.Deed deed = probe.next();
            Answer answer = caller.ask(deed.act());
            if (answer.isOk()) {
                Optional<Invocation> undo = deed.undo();
                if (undo.isPresent()) {
                    caller.ask(undo.get());
                }
                return Optional.empty();
            }
            if (System.nanoTime() > deadline) {
                return Optional.of(answer.text());
            }
            if (!answer.isFail()) {
                caller.renew();
            }
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
    }
}
