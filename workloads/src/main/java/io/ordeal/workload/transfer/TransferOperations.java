package io.ordeal.workload.transfer;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code transfer}, {@code read}, {@code recover} and {@code final-read}, by a client; in its own process, if it has one. */
public final class TransferOperations implements Client {
    private static final Keyword BALANCES = Keyword.of("balances");
    private static final Keyword PARTICIPANTS = Keyword.of("participants");
    private static final Keyword COMMITTED = Keyword.of("committed");
    private static final Keyword PREPARED = Keyword.of("prepared");
    private static final Keyword OPENING = Keyword.of("opening");

    private final TransferClient bank;

    /** @param bank closed with this */
    public TransferOperations(TransferClient bank) {
        this.bank = bank;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "transfer" -> {
                bank.transfer(Transfer.of(invocation.value()));
                return Completion.ok(invocation.value());
            }
            case "read" -> {
                Map<Keyword, Object> databases = new LinkedHashMap<>();
                bank.balances().forEach((name, balances) -> databases.put(Keyword.of(name), balances));
                return Completion.ok(Map.of(BALANCES, databases));
            }
            case "recover" -> {
                bank.recover();
                return Completion.ok(invocation.value());
            }
            case "final-read" -> {
                Map<Keyword, Object> participants = new LinkedHashMap<>();
                bank.participants().forEach((name, has) -> participants.put(Keyword.of(name), told(has)));
                return Completion.ok(Map.of(PARTICIPANTS, participants));
            }
            default -> throw new DefiniteFailure("transfers are made, read and recovered, not: " + invocation.f());
        }
    }

    private static Map<Keyword, Object> told(TransferClient.Holdings has) {
        Map<Keyword, Object> told = new LinkedHashMap<>();
        told.put(COMMITTED, has.committed());
        told.put(PREPARED, has.prepared());
        if (!has.balances().isEmpty()) {
            told.put(BALANCES, has.balances());
            told.put(OPENING, Transfer.OPENING_BALANCE);
        }
        return told;
    }

    @Override
    public void close() throws Exception {
        bank.close();
    }
}
