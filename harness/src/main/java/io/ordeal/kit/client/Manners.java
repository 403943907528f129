package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.trial.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a client behaves when one operation goes wrong. What it may say then is told by {@link io.ordeal.client}: {@code fail}
 * is a claim that nothing was done, and whatever the client can't know is an exception.
 *
 * <p>Four complaints can be made of it, each by its name: it <em>says fail where the server got the request</em>; it <em>says
 * ok where no answer can have come</em>; it <em>hangs past its time-out</em>; it <em>can't be used twice</em>.
 */
public final class Manners {
    /** The worker whose client is tried. */
    static final int TRIED = 0;

    /** The worker whose client is left alone, and sees what was done. */
    private static final int WITNESS = 1;

    /** How often a client that says fail is given another chance to be found out. */
    private static final int TRIES = 3;

    private final Bench bench;
    private final Probe probe;
    private final Recovery recovery;

    /** @param bench with two workers at least */
    public Manners(Bench bench, Probe probe) {
        this.bench = bench;
        this.probe = probe;
        recovery = new Recovery(bench, probe);
    }

    /**
     * What there is to complain of; none if it behaves.
     *
     * @param mishap one that is not {@linkplain Mishap#refusal refused} here
     * @param wrap what is put round the target's own client; the identity if nothing is
     */
    public List<String> complaints(Mishap mishap, UnaryOperator<Client> wrap) throws Exception {
        List<String> complaints = new ArrayList<>();
        try (Caller tried = new Caller(bench, TRIED, wrap);
                Caller witness = new Caller(bench, WITNESS, UnaryOperator.identity())) {
            Optional<String> never = recovery.failure(tried);
            if (never.isPresent()) {
                return List.of("never succeeds, with nothing broken yet: " + never.get());
            }
            Answer answer = once(mishap, tried, witness, complaints);
            // what another sees may have run out by then, or it is too slow to look: then it is no proof, and looked
            // for anew
            for (int tries = 1;
                    tries < TRIES && answer.isFail() && complaints.isEmpty() && mishap.reachesServers();
                    tries++) {
                recovery.failure(tried);
                answer = once(mishap, tried, witness, complaints);
            }
            recovery.failure(tried)
                    .ifPresent(last -> complaints.add(
                            "can't be used twice: " + recovery.patience().toMillis()
                                    + " ms after all was mended no operation of it, or of one opened in its place, had"
                                    + " succeeded; the last: " + last));
        }
        return complaints.stream()
                .map(complaint -> "while " + mishap.sentence() + ", the client " + complaint)
                .toList();
    }

    private Answer once(Mishap mishap, Caller tried, Caller witness, List<String> complaints) throws Exception {
        Probe.Deed deed = probe.next();
        deed.isAboutToBeDone(witness);
        Mishap.Scene scene = new Mishap.Scene(bench.cluster().orElseThrow(), tried, deed.act());
        Answer answer;
        try {
            answer = mishap.during(scene);
            if (!answer.isFail()) {
                tried.renew().ifPresent(complaints::add);
            }
        } finally {
            scene.mend();
        }
        ofPatience(answer, complaints);
        ofClaim(mishap, deed, answer, witness, complaints);
        return answer;
    }

    private static void ofPatience(Answer answer, List<String> complaints) {
        if (answer.patience() != Answer.Patience.IN_TIME) {
            complaints.add("hangs past its time-out: " + answer.text()
                    + "; give it a time-out of its own, below ClientContext.operationTimeout()"
                    + (answer.patience() == Answer.Patience.STUCK
                            ? ", and let an InterruptedException through: each such operation leaves a thread behind"
                            : ""));
        }
    }

    private static void ofClaim(Mishap mishap, Probe.Deed deed, Answer answer, Caller witness, List<String> complaints)
            throws InterruptedException {
        if (answer.isOk()) {
            complaints.add("says ok where no answer can have come: " + answer.text()
                    + "; either it does not connect by the addresses that its ClientContext gives, or it does not wait"
                    + " for what the server says");
        } else if (answer.isFail() && mishap != Mishap.SERVER_STOPPED) {
            Optional<Boolean> seen = deed.isSeenBy(witness);
            if (seen.orElse(false)) {
                complaints.add("says fail where the server got the request: " + answer.text()
                        + ", and another client finds it done; a lost connection or a time-out proves nothing, so let"
                        + " the exception out, and keep DefiniteFailure (or an empty answer) for what the server"
                        + " itself has refused");
            }
        }
    }
}
