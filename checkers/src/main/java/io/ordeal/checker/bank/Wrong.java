package io.ordeal.checker.bank;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong in the reads of a bank, with the events that prove it; these are gathered only for what is told. */
final class Wrong {
    private final History history;
    private final int lastTransfer;
    private final List<Finding> findings = new ArrayList<>();

    /** @param other what the read is held against: what the accounts were opened with, or the first read */
    private record Finding(
            AnomalyType type,
            @Nullable String account,
            Balances read,
            String what,
            @Nullable Balances other) {}

    /** @param lastTransfer the position of the last event of a transfer; −1 if there is none */
    Wrong(History history, int lastTransfer) {
        this.history = history;
        this.lastTransfer = lastTransfer;
    }

    void add(AnomalyType type, @Nullable String account, Balances read, String what, @Nullable Balances other) {
        findings.add(new Finding(type, account, read, what, other));
    }

    /** All, or the first of each type, which then tells how many there are. */
    List<Anomaly> list(boolean all) {
        if (all) {
            return findings.stream()
                    .limit(Findings.MOST_TOLD)
                    .map(finding -> anomaly(finding, Map.of()))
                    .toList();
        }
        Map<AnomalyType, Finding> firsts = new LinkedHashMap<>();
        Map<AnomalyType, Integer> counts = new LinkedHashMap<>();
        for (Finding finding : findings) {
            firsts.putIfAbsent(finding.type(), finding);
            counts.merge(finding.type(), 1, Integer::sum);
        }
        return firsts.values().stream()
                .map(first -> anomaly(first, Map.of("count", counts.getOrDefault(first.type(), 1))))
                .toList();
    }

    private Anomaly anomaly(Finding finding, Map<String, Object> details) {
        int read = finding.read().event();
        return new Anomaly(
                finding.type().wire(),
                finding.account(),
                "process " + history.process(read) + "'s read at event " + history.index(read) + " " + finding.what(),
                witness(finding).events(),
                details);
    }

    private Witness witness(Finding finding) {
        int read = finding.read().event();
        Witness witness = new Witness(history).with(read);
        if (finding.other() != null) {
            witness.with(finding.other().event());
        }
        if (finding.type() == AnomalyType.WRONG_BALANCE && finding.account() != null) {
            addMovements(finding.account(), read, witness);
        } else if (finding.type() == AnomalyType.WRONG_BALANCE && lastTransfer >= 0) {
            // Where nothing came after it, it would be of the end.
            witness.with(lastTransfer);
        }
        return witness;
    }

    /** All that moved something on an account, or may have, until a read: without one of them the sum is another. */
    private void addMovements(String account, int read, Witness witness) {
        for (int i = 0; i < read; i++) {
            if (history.isClient(i)
                    && history.isInvoke(i)
                    && history.f(i).equals("transfer")
                    && history.outcome(i) != OpType.FAIL) {
                Balances.Transfer transfer = Balances.Transfer.of(history, i);
                if (transfer.from().equals(account) || transfer.to().equals(account)) {
                    witness.with(i);
                }
            }
        }
    }
}
