package io.ordeal.workload.transfer;

import io.ordeal.history.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Money goes from an account of one database to an account of the other.
 *
 * @param id of this transfer and no other
 * @param debit whence
 * @param credit whither
 * @param amount above 0
 */
public record Transfer(long id, Account debit, Account credit, long amount) {
    /** The databases. */
    public static final List<String> DATABASES = List.of("a", "b");

    /** Of each database there are so many, from 0. */
    public static final int ACCOUNTS = 50;

    /** What each account is opened with; none may fall below 0. */
    public static final long OPENING_BALANCE = 100;

    private static final Keyword ID = Keyword.of("id");
    private static final Keyword DEBIT = Keyword.of("debit");
    private static final Keyword CREDIT = Keyword.of("credit");
    private static final Keyword AMOUNT = Keyword.of("amount");

    /** An account by its database and its number there, which need not exist. */
    public record Account(String database, int number) {
        private List<Object> value() {
            return List.of(database, (long) number);
        }
    }

    /** What is added in a database that takes part: below 0 where the money comes from. */
    public long change(String database) {
        return database.equals(debit.database()) ? -amount : amount;
    }

    /** The account of a database that takes part. */
    public int account(String database) {
        return (database.equals(debit.database()) ? debit : credit).number();
    }

    /** Both databases, that of the debit first. */
    public List<String> databases() {
        return List.of(debit.database(), credit.database());
    }

    /** As an operation's value: {@code {:id 7 :debit ["a" 0] :credit ["b" 3] :amount 10}}. */
    public Map<Keyword, Object> value() {
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(ID, id);
        value.put(DEBIT, debit.value());
        value.put(CREDIT, credit.value());
        value.put(AMOUNT, amount);
        return value;
    }

    /** @throws IllegalArgumentException it is none */
    static Transfer of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map
                && map.get(ID) instanceof Long id
                && map.get(AMOUNT) instanceof Long amount) {
            return new Transfer(id, account(map.get(DEBIT), value), account(map.get(CREDIT), value), amount);
        }
        throw malformed(value);
    }

    private static Account account(@Nullable Object told, Object value) {
        if (told instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof String database
                && pair.get(1) instanceof Long number) {
            return new Account(database, number.intValue());
        }
        throw malformed(value);
    }

    private static IllegalArgumentException malformed(@Nullable Object value) {
        return new IllegalArgumentException(
                "expected a transfer such as {:id 7 :debit [\"a\" 0] :credit [\"b\" 3] :amount 10}, found " + value);
    }
}
