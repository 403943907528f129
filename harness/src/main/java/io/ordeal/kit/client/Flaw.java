package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is done in the place of an operation. One a client, as some remember what was before. */
@FunctionalInterface
interface Flaw {
    /** Of a read that comes in pages, the first has so many elements. */
    int PAGE = 5;

    Completion invoke(Client client, Invocation asked, Moment shows) throws Exception;

    /** Whether a flaw shows, where it could. */
    @FunctionalInterface
    interface Moment {
        boolean now();
    }

    /** An operation is said to be done, and is not asked for. */
    static Flaw drops(String operation) {
        return (client, asked, shows) ->
                asked.f().equals(operation) && shows.now() ? Completion.ok(asked.value()) : client.invoke(asked);
    }

    /** What was refused is taken for granted. */
    static Flaw takesForGranted(String take) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            return asked.f().equals(take) && answer.type() == OpType.FAIL && shows.now()
                    ? Completion.ok(asked.value())
                    : answer;
        };
    }

    /** What was taken is given back behind the back of who took it. */
    static Flaw givesBackAtOnce(String take, String giveBack) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            if (asked.f().equals(take) && answer.type() == OpType.OK && shows.now()) {
                client.invoke(new Invocation(giveBack, asked.value()));
            }
            return answer;
        };
    }

    /** Whatever changes something is said to be done, and is not asked for. */
    static Flaw dropsWrites() {
        return (client, asked, shows) ->
                writes(asked) && shows.now() ? Completion.ok(asked.value()) : client.invoke(asked);
    }

    /** A write is done once more before the next operation, when others may have written since. */
    static Flaw repeatsWrites() {
        return new Flaw() {
            private @Nullable Invocation owed;

            @Override
            public Completion invoke(Client client, Invocation asked, Moment shows) throws Exception {
                Invocation again = owed;
                owed = null;
                if (again != null && shows.now()) {
                    client.invoke(again);
                }
                Completion answer = client.invoke(asked);
                if (writes(asked) && answer.type() == OpType.OK) {
                    owed = asked;
                }
                return answer;
            }
        };
    }

    /** An operation is done twice, as by a library that tries again when an answer was lost. */
    static Flaw repeats(String operation) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            if (asked.f().equals(operation) && answer.type() == OpType.OK && shows.now()) {
                client.invoke(asked);
            }
            return answer;
        };
    }

    /** What was read is told as it was when it was first read. */
    static Flaw answersFromThePast() {
        Map<Object, Object> first = new HashMap<>();
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            return writes(asked) || answer.type() != OpType.OK ? answer : past(answer, first, shows);
        };
    }

    /** What was taken out is lost. */
    static Flaw swallowsElements() {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            return asked.f().equals("dequeue") && answer.type() == OpType.OK && shows.now()
                    ? Completion.fail(null, "the queue is empty")
                    : answer;
        };
    }

    /** What was taken out before is told for what was taken out now. */
    static Flaw deliversTheLastAgain() {
        return new Flaw() {
            private @Nullable Object last;

            @Override
            public Completion invoke(Client client, Invocation asked, Moment shows) throws Exception {
                Completion answer = client.invoke(asked);
                if (!asked.f().equals("dequeue") || answer.type() != OpType.OK) {
                    return answer;
                }
                Object before = last;
                last = answer.value();
                return before != null && shows.now() ? Completion.ok(before) : answer;
            }
        };
    }

    /** Of a set, the first page alone is read. */
    static Flaw readsOnePage() {
        return elements((read, shows) -> read.size() > PAGE && shows.now() ? read.subList(0, PAGE) : read);
    }

    /** Of a set, an element at the end of a page is read once more at the beginning of the next. */
    static Flaw readsOverlappingPages() {
        return elements((read, shows) -> {
            if (read.isEmpty() || !shows.now()) {
                return read;
            }
            List<Object> more = new ArrayList<>(read);
            more.add(read.get(read.size() - 1));
            return more;
        });
    }

    /** An append is not asked for, and told an offset behind the last that this client knows of its log. */
    static Flaw dropsAppends() {
        Map<Object, Long> last = new HashMap<>();
        return (client, asked, shows) -> {
            if (!asked.f().equals("append") || !(asked.value() instanceof List<?> logAndElement)) {
                return client.invoke(asked);
            }
            Object log = logAndElement.get(0);
            Long before = last.get(log);
            if (before != null && shows.now()) {
                last.put(log, before + 1);
                return Completion.ok(List.of(log, List.of(before + 1, logAndElement.get(1))));
            }
            Completion answer = client.invoke(asked);
            if (answer.value() instanceof List<?> told
                    && told.size() == 2
                    && told.get(1) instanceof List<?> entry
                    && entry.get(0) instanceof Number offset) {
                last.put(log, offset.longValue());
            }
            return answer;
        };
    }

    /** A reading of a log leaves out an entry before the last. */
    static Flaw skipsEntries() {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            if (answer.type() != OpType.OK
                    || !(answer.value() instanceof List<?> told)
                    || told.size() != 3
                    || !(told.get(2) instanceof List<?> entries)
                    || entries.size() < 2
                    || !shows.now()) {
                return answer;
            }
            List<Object> fewer = new ArrayList<>(entries);
            fewer.remove(fewer.size() - 2);
            return Completion.ok(List.of(told.get(0), told.get(1), fewer));
        };
    }

    /** What becomes of the elements that a set is read to have. */
    @FunctionalInterface
    interface OfElements {
        List<?> read(List<?> elements, Moment shows);
    }

    private static Flaw elements(OfElements flaw) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            return asked.f().equals("read")
                            && answer.type() == OpType.OK
                            && answer.value() instanceof Collection<?> elements
                    ? Completion.ok(flaw.read(List.copyOf(elements), shows))
                    : answer;
        };
    }

    /** A read, or a transaction of reads, as its keys were when they were first read; the one number of a counter as it was. */
    private static Completion past(Completion answer, Map<Object, Object> first, Moment shows) {
        Object old = answer.value();
        if (old instanceof Number sum) {
            old = first.computeIfAbsent("", unread -> sum);
        } else if (old instanceof List<?> parts && !parts.isEmpty()) {
            List<Object> then = new ArrayList<>();
            if (parts.stream().allMatch(List.class::isInstance)) {
                parts.forEach(step -> then.add(past((List<?>) step, 1, first)));
            } else {
                then.addAll(past(parts, 0, first));
            }
            old = then;
        }
        return Objects.equals(old, answer.value()) || !shows.now() ? answer : Completion.ok(old);
    }

    private static List<Object> past(List<?> keyAndValue, int key, Map<Object, Object> first) {
        List<Object> old = new ArrayList<>(keyAndValue);
        Object now = old.get(key + 1);
        if (now != null) {
            old.set(key + 1, Objects.requireNonNullElse(first.putIfAbsent(old.get(key), now), now));
        }
        return old;
    }

    /** Whether an operation changes anything: {@code write}, {@code cas}, or a transaction with a step that is no read. */
    private static boolean writes(Invocation asked) {
        if (asked.f().equals("read")) {
            return false;
        }
        if (asked.value() instanceof Collection<?> steps
                && !steps.isEmpty()
                && steps.stream().allMatch(List.class::isInstance)) {
            return steps.stream()
                    .map(step -> (List<?>) step)
                    .anyMatch(step -> !String.valueOf(step.get(0)).equals(":r"));
        }
        return true;
    }
}
