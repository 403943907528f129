package io.ordeal.workload.transfer;

import io.ordeal.client.DefiniteFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** Two databases in memory that make each transfer whole; or not, if told so. */
class MemoryBank implements TransferClient {
    final Map<String, List<Long>> done = new LinkedHashMap<>();
    final Map<String, List<Long>> balances = new LinkedHashMap<>();

    MemoryBank() {
        for (String database : Transfer.DATABASES) {
            done.put(database, new ArrayList<>());
            balances.put(
                    database,
                    new ArrayList<>(LongStream.generate(() -> Transfer.OPENING_BALANCE)
                            .limit(Transfer.ACCOUNTS)
                            .boxed()
                            .toList()));
        }
    }

    @Override
    public void transfer(Transfer transfer) throws Exception {
        if (transfer.credit().number() >= Transfer.ACCOUNTS) {
            throw new DefiniteFailure("no such account");
        }
        if (of(balances, transfer.debit().database()).get(transfer.debit().number()) < transfer.amount()) {
            throw new DefiniteFailure("insufficient funds");
        }
        for (String database : transfer.databases()) {
            make(database, transfer);
        }
    }

    void make(String database, Transfer transfer) {
        of(done, database).add(transfer.id());
        int account = transfer.account(database);
        List<Long> accounts = of(balances, database);
        accounts.set(account, accounts.get(account) + transfer.change(database));
    }

    private static <T> T of(Map<String, T> map, String database) {
        return Objects.requireNonNull(map.get(database), database);
    }

    @Override
    public Map<String, List<Long>> balances() {
        Map<String, List<Long>> copies = new LinkedHashMap<>();
        balances.forEach((database, accounts) -> copies.put(database, List.copyOf(accounts)));
        return copies;
    }

    @Override
    public void recover() throws Exception {}

    List<Long> prepared(String database) {
        return List.of();
    }

    @Override
    public Map<String, Holdings> participants() {
        Map<String, Holdings> all = new LinkedHashMap<>();
        for (String database : Transfer.DATABASES) {
            all.put(
                    database,
                    new Holdings(
                            List.copyOf(of(done, database)), prepared(database), List.copyOf(of(balances, database))));
        }
        return all;
    }

    @Override
    public void close() {}
}
