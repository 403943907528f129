package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.workload.transfer.Transfer;
import io.ordeal.workload.transfer.TransferClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What coordinators have in common: participants, their answers to reads, and the steps at which they can be killed. */
abstract class Coordinator implements TransferClient {
    private final ClientContext context;
    private final String name;
    private final Map<String, Participant> participants = new LinkedHashMap<>();

    Coordinator(ClientContext context) {
        this.context = context;
        name = "c" + context.worker();
        for (String node : context.nodes()) {
            participants.put(node, new Participant(node, name, context));
        }
    }

    /** The same in all of this coordinator's lives. */
    final String name() {
        return name;
    }

    /** Those of a transfer: whom it debits first, then whom it credits, then those that take part in all. */
    final List<Participant> of(Transfer transfer) {
        List<String> names = new ArrayList<>(transfer.databases());
        participants.keySet().stream().filter(each -> !names.contains(each)).forEach(names::add);
        return names.stream().map(each -> participants.get(each)).toList();
    }

    final List<Participant> all() {
        return List.copyOf(participants.values());
    }

    /**
     * The coordinator has done something with a participant, or is about to, and either can be killed here.
     *
     * @param participants those of the transfer, see {@link #of}
     * @param place in them
     */
    final void step(String what, List<Participant> participants, int place) throws InterruptedException {
        context.step(what + " " + (place + 1), participants.get(place).name());
    }

    /** A participant has voted: the step is {@code prepared} only where it is. */
    final void voted(Participant.Vote vote, List<Participant> participants, int place) throws InterruptedException {
        step(vote == Participant.Vote.YES ? "prepared" : "not prepared", participants, place);
    }

    /** The coordinator has done something, and can be killed here. */
    final void step(String what) throws InterruptedException {
        context.step(what);
    }

    @Override
    public final Map<String, List<Long>> balances() throws SQLException {
        Map<String, List<Long>> balances = new LinkedHashMap<>();
        for (String database : Transfer.DATABASES) {
            balances.put(
                    database,
                    Objects.requireNonNull(participants.get(database), database).balances());
        }
        return balances;
    }

    @Override
    public final Map<String, TransferClient.Holdings> participants() throws SQLException {
        Map<String, TransferClient.Holdings> states = new LinkedHashMap<>();
        for (Participant participant : participants.values()) {
            states.put(participant.name(), participant.state());
        }
        return states;
    }

    /** Nothing was written down: there is nothing to be recovered from. */
    @Override
    public void recover() throws Exception {}

    @Override
    public void close() throws Exception {
        participants.values().forEach(Participant::close);
    }
}
