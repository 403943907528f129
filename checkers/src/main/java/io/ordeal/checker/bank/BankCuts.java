package io.ordeal.checker.bank;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Meanwhile;
import io.ordeal.history.cuts.OperationCuts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a bank. A transfer that was over before a read began is in what it read, and is taken back there;
 * one that began after the read had ended is not; of any other nobody knows, and the read stays only with it. An account
 * that no transfer touches has what it was opened with, and goes out of all balances. Where an account would fall below
 * zero because it was given less, it is opened with so much more, and has it in all reads.
 *
 * <p>Where nobody opened the accounts, only reads go.
 */
final class BankCuts extends OperationCuts {
    private static final int NONE = -1;

    /** The operation that opened the accounts. */
    private final int open;

    private final Map<String, Integer> accounts = new HashMap<>();
    private final Meanwhile moving = new Meanwhile();

    /** Of the choice at hand: what was moved before a read began and is taken back, by its completion; by account. */
    private final Map<Integer, Map<String, Long>> taken = new HashMap<>();

    private final Map<String, Long> given = new HashMap<>();

    /** By account: the sum of all that the choice takes from it, and of all that it brings. */
    private final Map<String, Long> least = new HashMap<>();

    private final Map<String, Long> most = new HashMap<>();

    /** The same of all that there are. */
    private final Map<String, Long> leastOfAll = new HashMap<>();

    private final Map<String, Long> mostOfAll = new HashMap<>();

    /**
     * @param endsAnywhere whether what is wrong so far is wrong for ever
     * @param everyReadAlike whether it makes no difference which transfer is the last
     */
    BankCuts(History history, boolean endsAnywhere, boolean everyReadAlike) {
        super(history, endsAnywhere);
        int opened = NONE;
        int lastTransfer = NONE;
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0) {
                boolean first = opened == NONE && history.type(i) == OpType.OK;
                opened = first && history.f(i).equals("open") ? i : opened;
                lastTransfer = isTransfer(operationAt(i)) ? i : lastTransfer;
            }
        }
        open = opened == NONE ? NONE : operationAt(opened);
        if (opened != NONE) {
            Balances.of(history, opened)
                    .byAccount()
                    .keySet()
                    .forEach(account -> accounts.put(account, add(Kind.ELEMENT, open)));
        }
        int pinned = NONE;
        for (int operation = 0; operation < operations(); operation++) {
            if (isTransfer(operation)) {
                pinned = transfer(operation, pinned);
            } else if (isOkRead(operation)) {
                if (open != NONE) {
                    need(operation, open);
                }
                if (!everyReadAlike && lastTransfer > invocation(operation)) {
                    need(operation, operationAt(lastTransfer));
                }
            }
        }
        for (int operation = 0; operation < operations() && open != NONE; operation++) {
            if (isTransfer(operation)) {
                moves(operation, leastOfAll, mostOfAll);
            }
        }
    }

    private void moves(int transferring, Map<String, Long> least, Map<String, Long> most) {
        Balances.Transfer transfer = Balances.Transfer.of(history, invocation(transferring));
        if (!transfer.from().equals(transfer.to())) {
            least.merge(transfer.from(), -transfer.amount(), Long::sum);
            most.merge(transfer.to(), transfer.amount(), Long::sum);
        }
    }

    @Override
    public boolean keepsReason(BitSet chosen) {
        if (open == NONE) {
            return true;
        }
        reckon(chosen);
        return taken.keySet().stream().allMatch(read -> keepsReason(read, chosen));
    }

    /** What some account had it still has, and what transfers could make up they still can. */
    private boolean keepsReason(int read, BitSet chosen) {
        Map<String, Long> balances = Balances.of(history, read).byAccount();
        Map<String, Long> opened =
                Balances.of(history, history.partner(invocation(open))).byAccount();
        boolean any = false;
        for (Map.Entry<String, Long> balance : balances.entrySet()) {
            String account = balance.getKey();
            if (!chosen.get(accounts.getOrDefault(account, open))) {
                continue;
            }
            any = true;
            long moved = balance.getValue() - opened.getOrDefault(account, 0L);
            long left = moved - taken.getOrDefault(read, Map.of()).getOrDefault(account, 0L);
            if (isWithin(account, moved, leastOfAll, mostOfAll) && !isWithin(account, left, least, most)) {
                return false;
            }
        }
        return any || balances.isEmpty();
    }

    /** Whether an amount lies between what all transfers could take from the account, and bring to it. */
    private static boolean isWithin(String account, long moved, Map<String, Long> least, Map<String, Long> most) {
        return moved >= least.getOrDefault(account, 0L) && moved <= most.getOrDefault(account, 0L);
    }

    private int transfer(int operation, int pinned) {
        if (open == NONE) {
            return outcome(operation) == OpType.FAIL ? pinned : joined(pinned, operation);
        }
        Balances.Transfer transfer = Balances.Transfer.of(history, invocation(operation));
        for (String account : new String[] {transfer.from(), transfer.to()}) {
            Integer part = accounts.get(account);
            if (part != null) {
                need(operation, part);
            }
        }
        if (outcome(operation) != OpType.FAIL && !transfer.from().equals(transfer.to())) {
            moving.add(operation, invocation(operation), end(operation));
        }
        return pinned;
    }

    private boolean isTransfer(int operation) {
        return history.f(invocation(operation)).equals("transfer");
    }

    private boolean isOkRead(int operation) {
        String f = history.f(invocation(operation));
        return (f.equals("read") || f.equals("final-read")) && outcome(operation) == OpType.OK;
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        if (part < operations() && isOkRead(part)) {
            moving.of(invocation(part), end(part), into);
        }
    }

    @Override
    protected boolean rewrites() {
        return open != NONE;
    }

    @Override
    public History history(BitSet chosen) {
        reckon(chosen);
        return super.history(chosen);
    }

    private void reckon(BitSet chosen) {
        taken.clear();
        given.clear();
        least.clear();
        most.clear();
        Map<String, Long> gone = new HashMap<>();
        for (int i = 0; i < history.size() && open != NONE; i++) {
            int operation = operationAt(i);
            if (operation < 0) {
                continue;
            }
            if (history.isInvoke(i) && isOkRead(operation) && chosen.get(operation)) {
                take(history.partner(i), new HashMap<>(gone));
            } else if (history.type(i) == OpType.OK && isTransfer(operation) && !chosen.get(operation)) {
                Balances.Transfer transfer = Balances.Transfer.of(history, invocation(operation));
                gone.merge(transfer.from(), -transfer.amount(), Long::sum);
                gone.merge(transfer.to(), transfer.amount(), Long::sum);
            }
            if (history.isInvoke(i) && isTransfer(operation) && chosen.get(operation)) {
                moves(operation, least, most);
            }
        }
    }

    private void take(int read, Map<String, Long> gone) {
        taken.put(read, gone);
        Balances.of(history, read).byAccount().forEach((account, balance) -> {
            long left = balance - gone.getOrDefault(account, 0L);
            if (balance >= 0 && left < 0) {
                given.merge(account, -left, Math::max);
            }
        });
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        boolean opens = history.f(position).equals("open");
        if (!(whole instanceof Map<?, ?> map) || (!opens && !taken.containsKey(position))) {
            return whole;
        }
        Map<String, Long> gone = taken.getOrDefault(position, Map.of());
        Map<@Nullable Object, @Nullable Object> left = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> database) {
                Map<@Nullable Object, @Nullable Object> inside = new LinkedHashMap<>();
                database.forEach((account, balance) -> put(
                        Balances.name(name) + "/" + Balances.name(account), account, balance, gone, chosen, inside));
                if (!inside.isEmpty()) {
                    left.put(name, inside);
                }
            } else {
                put(Balances.name(name), name, value, gone, chosen, left);
            }
        });
        return left;
    }

    private void put(
            String account,
            @Nullable Object name,
            @Nullable Object balance,
            Map<String, Long> gone,
            BitSet chosen,
            Map<@Nullable Object, @Nullable Object> into) {
        Integer part = accounts.get(account);
        if (part == null || chosen.get(part)) {
            into.put(
                    name,
                    balance instanceof Long number && part != null
                            ? (Object) (number - gone.getOrDefault(account, 0L) + given.getOrDefault(account, 0L))
                            : balance);
        }
    }
}
