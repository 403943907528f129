package io.ordeal.kit;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.trial.TrialOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trial that found nothing is worth: {@code 0 violations in 1,204 holds, 12 of them contended, under 3 faults}. Of a
 * promise that breaks rarely, many chances without a break say something, and few say nothing.
 */
final class Worth {
    private Worth() {}

    static String of(TrialOutcome outcome) {
        History history = outcome.history();
        boolean ofHolds = history.fNames().contains("acquire");
        Chances chances = ofHolds ? holds(history) : operations(history);
        int violations = outcome.report().result().verdict().anomaliesOrNone().size();
        return count(violations, "violation") + " in " + count(chances.all(), ofHolds ? "hold" : "ok operation") + ", "
                + String.format(Locale.ROOT, "%,d", chances.contended())
                + (ofHolds ? " of them contended" : " of them while another was under way")
                + under(faults(history));
    }

    private static String under(long faults) {
        return faults == 0 ? "" : ", under " + count(faults, "fault");
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d ", number) + what + (number == 1 ? "" : "s");
    }

    private record Chances(long all, long contended) {}

    /** A hold is contended if another process asks for the lock between its being granted and its release, or waits for it then. */
    private static Chances holds(History history) {
        Map<Object, Set<Integer>> asking = new HashMap<>();
        Map<Object, Integer> holder = new HashMap<>();
        Set<Integer> contendedGrants = new HashSet<>();
        Map<Object, Integer> grantOf = new HashMap<>();
        long holds = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            Object lock = lock(history, i);
            int process = history.process(i);
            Set<Integer> others = asking.computeIfAbsent(lock, name -> new HashSet<>());
            if (history.f(i).equals("acquire")) {
                if (history.isInvoke(i)) {
                    others.add(process);
                } else {
                    others.remove(process);
                    if (history.type(i) == OpType.OK) {
                        holds++;
                        holder.put(lock, process);
                        grantOf.put(lock, i);
                    }
                }
                Integer grant = grantOf.get(lock);
                if (grant != null && !others.isEmpty()) {
                    contendedGrants.add(grant);
                }
            } else if (history.isInvoke(i) && Integer.valueOf(process).equals(holder.get(lock))) {
                holder.remove(lock);
                grantOf.remove(lock);
            }
        }
        return new Chances(holds, contendedGrants.size());
    }

    /** Of a completion what was invoked, as the answer may have a token beside the lock. */
    private static Object lock(History history, int position) {
        int invocation = history.isInvoke(position) ? position : history.partner(position);
        @Nullable Object value = history.value(invocation);
        return value == null ? List.of() : value;
    }

    private static Chances operations(History history) {
        Set<Integer> underWay = new HashSet<>();
        Set<Integer> beside = new HashSet<>();
        long all = 0;
        long contended = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            int process = history.process(i);
            if (history.isInvoke(i)) {
                underWay.add(process);
                if (underWay.size() > 1) {
                    beside.addAll(underWay);
                }
            } else {
                underWay.remove(process);
                boolean wasBeside = beside.remove(process);
                if (history.type(i) == OpType.OK) {
                    all++;
                    contended += wasBeside ? 1 : 0;
                }
            }
        }
        return new Chances(all, contended);
    }

    /** Each is announced and done: two events begin it. */
    private static long faults(History history) {
        long begun = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)
                    && history.process(i) == Op.NEMESIS
                    && history.f(i).startsWith("start-")) {
                begun++;
            }
        }
        return begun / 2;
    }
}
