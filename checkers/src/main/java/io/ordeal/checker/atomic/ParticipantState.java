package io.ordeal.checker.atomic;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a participant has in the end.
 *
 * @param committed the transactions whose part is done there
 * @param twice those of them that are there more than once
 * @param prepared those that are neither done nor undone there; by a name of the database's own if that is all it knows
 * @param balances by account; empty if they were not read
 * @param opening what each account had at first; null if that is not known
 */
record ParticipantState(
        Set<Object> committed,
        Set<Object> twice,
        Set<Object> prepared,
        List<Long> balances,
        @Nullable Long opening) {
    /** The participants by name, in the order of an ok {@code final-read}. */
    static Map<String, ParticipantState> read(History history, int completion) {
        Object value = history.value(completion);
        if (!(value instanceof Map<?, ?> map && get(map, "participants") instanceof Map<?, ?> participants)
                || participants.isEmpty()) {
            throw new UnjudgeableHistoryException("event " + history.index(completion)
                    + ": expected the ok value of a :final-read to be {:participants {:a {:committed [...]}, ...}},"
                    + " found " + EdnText.brief(value));
        }
        Map<String, ParticipantState> states = new LinkedHashMap<>();
        participants.forEach((name, told) -> {
            if (!(told instanceof Map<?, ?> state && get(state, "committed") instanceof Collection<?> committed)) {
                throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected participant "
                        + name(name) + " to be {:committed [...] :prepared [...]}, found "
                        + EdnText.brief(told));
            }
            ParticipantState earlier = states.put(
                    name(name),
                    new ParticipantState(
                            new LinkedHashSet<>(committed),
                            twice(committed),
                            new LinkedHashSet<>(list(history, completion, state, "prepared")),
                            numbers(list(history, completion, state, "balances")),
                            opening(history, completion, state)));
            if (earlier != null) {
                throw new UnjudgeableHistoryException("event " + history.index(completion)
                        + ": expected each participant once, found " + name(name) + " twice");
            }
        });
        return states;
    }

    /** What is told under a name; nothing where the name is not there. */
    private static Collection<?> list(History history, int completion, Map<?, ?> state, String name) {
        Object told = get(state, name);
        if (told == null || told instanceof Collection<?>) {
            return told == null ? List.of() : (Collection<?>) told;
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected :" + name
                + " to be a list, found " + EdnText.brief(told));
    }

    private static @Nullable Long opening(History history, int completion, Map<?, ?> state) {
        Object told = get(state, "opening");
        if (told == null || told instanceof Long) {
            return (Long) told;
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion)
                + ": expected :opening to be a whole number, found " + EdnText.brief(told));
    }

    private static Set<Object> twice(Collection<?> ids) {
        Set<Object> once = new HashSet<>();
        Set<Object> again = new LinkedHashSet<>();
        for (Object id : ids) {
            if (!once.add(id)) {
                again.add(id);
            }
        }
        return again;
    }

    /** The balances by account that are told, or none. */
    static List<Long> numbers(@Nullable Object told) {
        List<Long> numbers = new ArrayList<>();
        if (told instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (!(element instanceof Long number)) {
                    throw new UnjudgeableHistoryException(
                            "expected whole numbers as balances, found " + EdnText.brief(told));
                }
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** EDN's key is a keyword, that of JSON lines a string. */
    static @Nullable Object get(Map<?, ?> map, String name) {
        Object value = map.get(Keyword.of(name));
        return value == null ? map.get(name) : value;
    }

    static String name(@Nullable Object key) {
        return key instanceof Keyword keyword ? keyword.name() : EdnText.name(key);
    }
}
