package io.ordeal.fault.schedule;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was asked for at certain moments came to pass at them, told from a run's history: every fault struck after
 * its conditions were met, did something, and was healed by those of its end.
 */
public final class ScheduleEvidence {
    private static final String ID = "id";
    private static final String TRIGGER = "trigger";

    private final Map<String, Done> begun = new HashMap<>();
    private final Map<String, Done> ended = new HashMap<>();
    private final Map<String, Map<?, ?>> unmet = new HashMap<>();

    private record Done(
            Map<?, ?> told, long timeNanos, @Nullable Object error) {}

    /** Reads a history once. O(n). */
    public ScheduleEvidence(History history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.process(i) == Op.NEMESIS) {
                read(history, i);
            }
        }
    }

    private void read(History history, int position) {
        String f = history.f(position);
        Object value = history.value(position);
        if (f.equals(Nemesis.UNMET) && value instanceof Collection<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> map) {
                    unmet.put(text(map, ID), map);
                }
            }
        } else if (value instanceof Map<?, ?> told && told.containsKey(Keyword.of(ID))) {
            Done done = new Done(told, history.timeNanos(position), history.error(position));
            if (f.startsWith(Nemesis.START)) {
                begun.put(text(told, ID), done);
            } else if (f.startsWith(Nemesis.STOP) && told.containsKey(Keyword.of(TRIGGER))) {
                ended.put(text(told, ID), done);
            }
        }
    }

    private static String text(Map<?, ?> map, String name) {
        return String.valueOf(map.get(Keyword.of(name)));
    }

    /**
     * What did not come to pass, as a sentence; empty if all did.
     *
     * @param asked what was asked for; an end without conditions asks for nothing
     */
    public Optional<String> missing(Schedule asked) {
        return asked.faults().stream()
                .map(this::missing)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> missing(PlannedFault planned) {
        String who = "fault " + planned.id() + " (" + planned.fault() + ")";
        Done struck = begun.get(planned.id());
        if (struck == null) {
            return Optional.of(neverMet(planned, "begin", planned.begin(), who));
        }
        if (struck.error() != null) {
            return Optional.of("the " + who + " could not be injected when its moment had come ("
                    + text(struck.told(), TRIGGER) + "): " + struck.error());
        }
        Object skipped = struck.told().get(Keyword.of("skipped"));
        if (skipped != null) {
            return Optional.of("the " + who + " found nothing to do when its moment had come ("
                    + text(struck.told(), TRIGGER) + "): " + skipped);
        }
        if (!planned.end().isEmpty() && !ended.containsKey(planned.id())) {
            return Optional.of(neverMet(planned, "end", planned.end(), who));
        }
        return Optional.empty();
    }

    private String neverMet(PlannedFault planned, String of, List<Condition> conditions, String who) {
        Map<?, ?> told = unmet.get(planned.id());
        if (told == null || !text(told, "of").equals(of)) {
            return "the " + who + " never " + (of.equals("begin") ? "struck" : "ended") + " as the schedule says ("
                    + ConditionText.print(conditions) + "): the run was over before";
        }
        String number = conditions.size() == 1 ? "the condition" : "condition " + text(told, "condition");
        return number + " of the " + of + " of " + who + " was never met: " + text(told, "found") + " ("
                + text(told, "awaited") + "); --time gives it more time, --rate more to happen";
    }

    /**
     * What struck when, by the fault's name: its moment in nanoseconds, how its conditions were met, whom it struck.
     *
     * @param asked of these only
     */
    public Map<String, Object> struck(Schedule asked) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (PlannedFault planned : asked.faults()) {
            Done done = begun.get(planned.id());
            if (done != null) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("fault", planned.fault().toString());
                one.put(TRIGGER, text(done.told(), TRIGGER));
                one.put("nanos", done.timeNanos());
                if (done.told().get(Keyword.of("nodes")) instanceof Collection<?> nodes) {
                    one.put("nodes", List.copyOf(nodes));
                }
                all.put(planned.id(), one);
            }
        }
        return all;
    }
}
