package io.ordeal.workload.bank;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import io.ordeal.workload.txn.MicroOperation;
import io.ordeal.workload.txn.Transaction;
import io.ordeal.workload.txn.TransactionClient;
import io.ordeal.workload.txn.TransactionClient.Access;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code open} the accounts, {@code transfer} between two, {@code read} all. */
final class BankOperations implements Client {
    private static final Keyword FROM = Keyword.of("from");
    private static final Keyword TO = Keyword.of("to");
    private static final Keyword AMOUNT = Keyword.of("amount");

    private final TransactionClient store;
    private final List<String> accounts;

    /** @param accounts how many there are, numbered from 0 */
    BankOperations(TransactionClient store, int accounts) {
        this.store = store;
        this.accounts =
                LongStream.range(0, accounts).mapToObj(MicroOperation::storeKey).toList();
    }

    /** A transfer's value. */
    static Map<Keyword, Object> transfer(long from, long to, long amount) {
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(FROM, from);
        value.put(TO, to);
        value.put(AMOUNT, amount);
        return value;
    }

    /** The accounts that an operation changes, by its invocation's value. */
    static Collection<?> written(String f, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return List.of();
        }
        return switch (f) {
            case "open" -> map.keySet();
            case "transfer" ->
                Stream.of(map.get(FROM), map.get(TO)).filter(Objects::nonNull).toList();
            default -> List.of();
        };
    }

    /** The accounts whose balances a completion tells. */
    static Collection<?> read(String f, @Nullable Object value) {
        return f.equals("read") && value instanceof Map<?, ?> map ? map.keySet() : List.of();
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "open" -> {
                Map<?, ?> balances = map(invocation);
                store.transact(Access.READ_WRITE, transaction -> open(transaction, balances));
                return Completion.ok(balances);
            }
            case "transfer" -> {
                Map<?, ?> value = map(invocation);
                long from = number(value.get(FROM), invocation);
                long to = number(value.get(TO), invocation);
                long amount = number(value.get(AMOUNT), invocation);
                store.transact(Access.READ_WRITE, transaction -> transfer(transaction, from, to, amount));
                return Completion.ok(value);
            }
            case "read" -> {
                return Completion.ok(store.transact(Access.READ_ONLY, this::read));
            }
            default ->
                throw new DefiniteFailure("accounts are opened, moved money between and read, not: " + invocation.f());
        }
    }

    /** Does nothing if the accounts are there already: what opened them may have told nobody. */
    private static boolean open(Transaction transaction, Map<?, ?> balances) throws Exception {
        for (Map.Entry<?, ?> account : balances.entrySet()) {
            String key = MicroOperation.storeKey(((Number) account.getKey()).longValue());
            if (transaction.read(key).isPresent()) {
                return false;
            }
            transaction.write(key, String.valueOf(account.getValue()));
        }
        return true;
    }

    private static boolean transfer(Transaction transaction, long from, long to, long amount) throws Exception {
        String source = MicroOperation.storeKey(from);
        String destination = MicroOperation.storeKey(to);
        long left = balance(transaction, source) - amount;
        long more = balance(transaction, destination) + amount;
        if (left < 0) {
            throw new DefiniteFailure("account " + from + " has too little");
        }
        transaction.write(source, Long.toString(left));
        transaction.write(destination, Long.toString(more));
        return true;
    }

    private static long balance(Transaction transaction, String key) throws Exception {
        return Long.parseLong(
                transaction.read(key).orElseThrow(() -> new DefiniteFailure("there is no account " + key)));
    }

    private Map<Long, Long> read(Transaction transaction) throws Exception {
        Map<String, String> texts = transaction.readAll(accounts);
        Map<Long, Long> balances = new LinkedHashMap<>();
        for (int i = 0; i < accounts.size(); i++) {
            String text = texts.get(accounts.get(i));
            if (text != null) {
                balances.put((long) i, Long.valueOf(text));
            }
        }
        return balances;
    }

    private static Map<?, ?> map(Invocation invocation) {
        if (invocation.value() instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed(invocation);
    }

    private static long number(@Nullable Object value, Invocation invocation) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw malformed(invocation);
    }

    private static IllegalArgumentException malformed(Invocation invocation) {
        return new IllegalArgumentException(
                "expected {:from 0 :to 1 :amount 5} as :transfer's value, and {0 20, 1 20} as" + " :open's, found "
                        + invocation.value());
    }

    @Override
    public void close() throws Exception {
        store.close();
    }
}
