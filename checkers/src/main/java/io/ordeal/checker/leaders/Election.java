package io.ordeal.checker.leaders;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one election, which goes on for as long as its history: who was told when that it leads. */
final class Election {
    private static final int CHECKPOINT_EVERY = 4096;
    private static final int NONE = -1;

    final @Nullable Object name;

    /** In the order in which they were told. */
    final List<Claim> claims = new ArrayList<>();

    /** In the order in which they begin. */
    final List<Belief> beliefs = new ArrayList<>();

    /** By process: which of the beliefs has not ended. */
    private final Map<Integer, Integer> open = new HashMap<>();

    /** Processes that never learnt how a question or a resignation ended. */
    private final Set<Integer> unsure = new HashSet<>();

    private Election(@Nullable Object name) {
        this.name = name;
    }

    /** The elections of a history, in the order in which they are first heard of. Linear in the history. */
    static List<Election> of(History history, CheckContext context) {
        Map<Optional<Object>, Election> byName = new LinkedHashMap<>();
        Map<Long, Election> byHandle = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (i % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                LeaderShape.requireKnown(history, i);
                int invocation = history.isInvoke(i) ? i : history.partner(i);
                byHandle.computeIfAbsent(history.valueHandle(invocation), handle -> {
                            Object name = history.value(invocation);
                            return byName.computeIfAbsent(Optional.ofNullable(name), any -> new Election(name));
                        })
                        .event(history, i);
            }
        }
        if (byName.size() > 1 && byName.containsKey(Optional.empty())) {
            throw new UnjudgeableHistoryException(
                    "some operations name an election and others do not: where there is but one none is named, else each");
        }
        return List.copyOf(byName.values());
    }

    private void event(History history, int i) {
        int process = history.process(i);
        if (history.isInvoke(i)) {
            if (LeaderShape.endsBelief(history, i)) {
                int belief = open.getOrDefault(process, NONE);
                if (belief != NONE) {
                    beliefs.set(belief, beliefs.get(belief).endedAt(i));
                    open.remove(process);
                }
                if (history.outcome(i) == OpType.INFO) {
                    unsure.add(process);
                }
            }
        } else if (LeaderShape.claims(history, history.partner(i))) {
            Claim claim = new Claim(
                    process,
                    history.partner(i),
                    i,
                    history.f(i).equals(LeaderShape.CAMPAIGN),
                    LeaderShape.answer(history, i).term());
            claims.add(claim);
            if (open.putIfAbsent(process, beliefs.size()) == null) {
                beliefs.add(new Belief(claim, Belief.OPEN, unsure.contains(process)));
            }
        }
    }
}
