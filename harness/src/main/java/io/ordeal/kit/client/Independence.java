package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.trial.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether clients share nothing but the backend. Each stands for a process on a machine of its own, but in Java they live in
 * one JVM, where a static field joins what only the backend should: a table of locks that are held, or a cache that all have,
 * excludes and agrees perfectly, here and nowhere else; and a connection that all have is cut with the one client's links
 * through which it was opened, or not at all.
 *
 * <p>No answer reaches the one client while the other goes on. Then whatever the one knows of what the other has done
 * meanwhile has not come from the backend; and the other must not mind.
 */
public final class Independence {
    private final Bench bench;
    private final Probe probe;
    private final Recovery recovery;
    private final List<String> complaints = new ArrayList<>();

    /** @param bench with two workers at least */
    public Independence(Bench bench, Probe probe) {
        this.bench = bench;
        this.probe = probe;
        recovery = new Recovery(bench, probe);
    }

    /** Why it can't be tried with this target; empty if it can. */
    public Optional<String> refusal() {
        return Mishap.NO_ANSWER.refusal(bench);
    }

    /**
     * What there is to complain of; none if they share nothing that shows.
     *
     * @param wrap what is put round the target's own clients; the identity if nothing is
     */
    public List<String> complaints(UnaryOperator<Client> wrap) throws Exception {
        try (Caller first = new Caller(bench, 0, wrap);
                Caller second = new Caller(bench, 1, wrap)) {
            cutOff(first, second);
            if (complaints.isEmpty()) {
                cutOff(second, first);
            }
        }
        return List.copyOf(complaints);
    }

    private void cutOff(Caller one, Caller other) throws Exception {
        Optional<String> never = recovery.failure(one);
        if (never.isEmpty()) {
            never = recovery.failure(other);
        }
        if (never.isPresent()) {
            complaints.add("never succeeds, with nothing broken yet: " + never.get());
            return;
        }
        Probe.Deed before = probe.next();
        Answer usual = other.ask(before.act()).isOk()
                ? one.ask(before.look())
                : new Answer(before.look(), Caller.late(before.look()), recovery.patience(), Answer.Patience.STUCK);
        Mishap.Scene scene = new Mishap.Scene(bench.cluster().orElseThrow(), one, before.look());
        Probe.Deed deed = probe.next();
        Answer meanwhile;
        Answer look;
        Optional<String> held;
        try {
            scene.cutOff();
            meanwhile = other.ask(deed.act());
            look = one.ask(deed.look());
            held = meanwhile.isOk() ? Optional.empty() : recovery.failure(other);
        } finally {
            scene.mend();
        }
        one.renew();
        held.ifPresent(
                last -> complaints.add("while no answer reaches one client, another, whose connections are whole,"
                        + " can't go on: " + last
                        + "; they share a connection, or wait for each other inside this JVM: let each"
                        + " client open its own, by the addresses of its own ClientContext"));
        if (meanwhile.isOk() && deed.isTold(look, usual)) {
            complaints.add(
                    "while no answer reaches one client, it knows of another's " + meanwhile.text() + ": " + look.text()
                            + "; so they share it inside this JVM, as by a static field or a cache, which clients on"
                            + " machines of their own could not");
        }
        if (before.undo().isPresent()) {
            other.ask(before.undo().get());
        }
        if (deed.undo().isPresent()) {
            other.ask(deed.undo().get());
        }
    }
}
