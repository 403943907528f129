package io.ordeal.kit.client;

import static io.ordeal.kit.client.Probe.pair;
import static io.ordeal.kit.client.Probe.step;
import static io.ordeal.kit.client.Probe.transaction;

import io.ordeal.client.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The plainest use of what keeps data: each of two clients reads what both have written. */
record DataBasics(Caller first, Caller second, Complaints complaints) {
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);

    /** Each adds an element, and both have both, sooner or later. */
    void collect(long element, Duration patience) throws InterruptedException {
        if (complaints.isOk(first.ask(new Invocation("add", element)), "an element is added")) {
            has(second, Set.of(element), patience);
        }
        if (complaints.isOk(second.ask(new Invocation("add", element + 1)), "an element is added")) {
            has(first, Set.of(element, element + 1), patience);
            has(second, Set.of(element, element + 1), patience);
        }
    }

    /** @param patience what a set promises for some time, it need not keep at once */
    private void has(Caller by, Set<Long> expected, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer read = by.ask(new Invocation("read", null));
            if (!complaints.isOk(read, "a set is read")) {
                return;
            }
            List<Long> all = numbers(read.completion().value());
            if (new HashSet<>(all).size() < all.size()) {
                complaints.add("a set has each element once, but is read as " + all);
                return;
            }
            if (all.containsAll(expected)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                complaints.add("a set to which " + new TreeSet<>(expected) + " were added is read as " + all);
                return;
            }
            Thread.sleep(BETWEEN_READS.toMillis());
        }
    }

    /** Numbers that a collection has; what is none is left out. */
    private static List<Long> numbers(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? all.stream()
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).longValue())
                        .toList()
                : List.of();
    }

    /** Each adds, and both read the sum. */
    void count() throws InterruptedException {
        OptionalLong before = sum(first);
        if (before.isEmpty()) {
            return;
        }
        long expected = before.getAsLong();
        for (Caller adding : List.of(first, second, first)) {
            if (!complaints.isOk(adding.ask(new Invocation("add", 3L)), "a counter is added to")) {
                return;
            }
            expected += 3;
            for (Caller reading : List.of(second, first)) {
                OptionalLong read = sum(reading);
                if (read.isPresent() && read.getAsLong() != expected) {
                    complaints.add("a counter that was " + before.getAsLong() + ", and to which "
                            + (expected - before.getAsLong()) + " was added, is read as " + read.getAsLong());
                    return;
                }
            }
        }
    }

    private OptionalLong sum(Caller by) throws InterruptedException {
        Answer read = by.ask(new Invocation("read", null));
        if (!complaints.isOk(read, "a counter is read")) {
            return OptionalLong.empty();
        }
        if (!(read.completion().value() instanceof Number sum)) {
            complaints.add(
                    "a counter is read as a number, but: " + read.completion().value());
            return OptionalLong.empty();
        }
        return OptionalLong.of(sum.longValue());
    }

    /** Each appends, and reads what both have appended, at the offsets that they were told. */
    void readOn(String log) throws InterruptedException {
        List<List<Long>> told = new ArrayList<>();
        Caller appending = first;
        Caller reading = second;
        for (long element = 1; element <= 3; element++) {
            Answer append = appending.ask(new Invocation("append", pair(log, element)));
            if (!complaints.isOk(append, "an element is appended to a log")) {
                return;
            }
            OptionalLong offset = offset(append);
            if (offset.isEmpty()) {
                complaints.add("whoever appends is told the offset, but: "
                        + append.completion().value());
                return;
            }
            told.add(List.of(offset.getAsLong(), element));
            if (!reads(reading, log, 0, told)
                    || !reads(appending, log, offset.getAsLong(), told.subList(told.size() - 1, told.size()))) {
                return;
            }
            Caller next = reading;
            reading = appending;
            appending = next;
        }
    }

    private static OptionalLong offset(Answer append) {
        return append.completion().value() instanceof List<?> told
                        && told.size() == 2
                        && told.get(1) instanceof List<?> entry
                        && !entry.isEmpty()
                        && entry.get(0) instanceof Number offset
                ? OptionalLong.of(offset.longValue())
                : OptionalLong.empty();
    }

    /** @return whether there is nothing to complain of */
    private boolean reads(Caller by, String log, long from, List<List<Long>> expected) throws InterruptedException {
        Answer read = by.ask(new Invocation("read-all", pair(log, from)));
        if (!complaints.isOk(read, "a log is read")) {
            return false;
        }
        List<List<Long>> entries =
                Probe.entries(read).stream().map(DataBasics::numbers).toList();
        if (!entries.equals(expected)) {
            complaints.add(
                    "a log that has " + expected + " as [offset element] from " + from + " on is read as " + entries);
        }
        return entries.equals(expected);
    }

    void readWhatWasWritten(String register) throws InterruptedException {
        write(first, register, 1);
        read(second, register, 1);
        write(second, register, 2);
        read(first, register, 2);
        write(first, register, 3);
        read(first, register, 3);
        read(second, register, 3);
    }

    private void write(Caller by, String register, long value) throws InterruptedException {
        complaints.isOk(by.ask(new Invocation("write", pair(register, value))), "a register takes a value");
    }

    private void read(Caller by, String register, long expected) throws InterruptedException {
        Answer read = by.ask(new Invocation("read", pair(register, null)));
        if (complaints.isOk(read, "a register is read")) {
            @Nullable
            Object value = read.completion().value() instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : null;
            if (!(value instanceof Number number && number.longValue() == expected)) {
                complaints.add("a register that was set to " + expected + " is read as " + value);
            }
        }
    }

    void readWhatWasAppended(long key) throws InterruptedException {
        complaints.isOk(first.ask(transaction(step("append", key, 1L))), "a transaction appends to a list");
        lists(second.ask(transaction(step("r", key, null))), key, List.of(1L));
        complaints.isOk(second.ask(transaction(step("append", key, 2L))), "a transaction appends to a list");
        lists(first.ask(transaction(step("append", key, 3L), step("r", key, null))), key, List.of(1L, 2L, 3L));
        lists(second.ask(transaction(step("r", key, null))), key, List.of(1L, 2L, 3L));
    }

    private void lists(Answer answer, long key, List<Long> expected) {
        if (!complaints.isOk(answer, "a transaction reads a list")) {
            return;
        }
        @Nullable Object read = null;
        if (answer.completion().value() instanceof List<?> steps
                && !steps.isEmpty()
                && steps.get(steps.size() - 1) instanceof List<?> last
                && last.size() == 3) {
            read = last.get(2);
        }
        List<Object> numbers = new ArrayList<>();
        if (read instanceof List<?> elements) {
            elements.forEach(element ->
                    numbers.add(element instanceof Number number ? number.longValue() : String.valueOf(element)));
        }
        if (!Objects.equals(numbers, expected)) {
            complaints.add("a list to which " + expected + " were appended, by key " + key + ", is read as " + read);
        }
    }
}
