package io.ordeal.kit.client;

import static io.ordeal.kit.client.Probe.pair;
import static io.ordeal.kit.client.Probe.step;
import static io.ordeal.kit.client.Probe.transaction;

import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.trial.Bench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The plainest use of a backend, by two clients that take turns: nothing is broken, nobody competes, all answers are known. */
public final class Basics {
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);

    private final Caller first;
    private final Caller second;
    private final Optional<Duration> lease;
    private final List<String> complaints = new ArrayList<>();

    private Basics(Caller first, Caller second, Optional<Duration> lease) {
        this.first = first;
        this.second = second;
        this.lease = lease;
    }

    /**
     * What there is to complain of; none if all is as it should be.
     *
     * @param number of things that nobody has touched before
     * @param lease of the target's clients, after which what they hold is given to others; empty if there is none
     * @param wrap what is put round the clients; the identity if nothing is
     */
    public static List<String> complaints(
            Bench bench, String workload, int number, Optional<Duration> lease, UnaryOperator<Client> wrap)
            throws InterruptedException {
        try (Caller first = new Caller(bench, 0, wrap);
                Caller second = new Caller(bench, 1, wrap)) {
            Basics basics = new Basics(first, second, lease);
            switch (workload) {
                case "lock", "fenced-lock" -> basics.handOver("lock" + number);
                case "leader-election", "leader-terms" -> basics.succeed("election" + number);
                case "register", "cas-register" -> basics.readWhatWasWritten("r" + number);
                case "list-append" -> basics.readWhatWasAppended(number);
                case "queue" -> basics.passOn(2L * number);
                case "set" -> basics.collect(2L * number, bench.operationTimeout());
                case "counter" -> basics.count();
                case "log" -> basics.readOn("l" + number);
                default -> throw new IllegalArgumentException("nothing is known of " + workload);
            }
            return List.copyOf(basics.complaints);
        }
    }

    /** A lock goes from hand to hand. */
    private void handOver(String lock) throws InterruptedException {
        Invocation acquire = new Invocation("acquire", lock);
        Invocation release = new Invocation("release", lock);
        long began = System.nanoTime();
        if (!isOk(first.ask(acquire), "a lock that nobody holds is granted")) {
            return;
        }
        Answer meanwhile = second.ask(acquire);
        boolean mayHaveRunOut =
                lease.isPresent() && System.nanoTime() - began >= lease.get().toNanos();
        if (meanwhile.isOk() && !mayHaveRunOut) {
            complaints.add("a lock that one client holds is granted to another: " + meanwhile.text());
        }
        if (mayHaveRunOut) {
            return;
        }
        if (!meanwhile.isOk() && !meanwhile.isFail()) {
            second.renew();
        }
        isOk(first.ask(release), "its holder releases a lock");
        Answer afterwards = second.ask(acquire);
        long sinceGrantNanos = System.nanoTime() - began;
        if (isOk(afterwards, "a lock that was released is granted to the next who asks")
                && lease.isPresent()
                && sinceGrantNanos >= lease.get().toNanos()) {
            complaints.add("a lock that was released is granted to the next only when its lease of "
                    + lease.get().toMillis() + " ms has run out: " + afterwards.text());
        }
        second.ask(release);
    }

    /** One leads after the other. */
    private void succeed(String election) throws InterruptedException {
        Invocation campaign = new Invocation("campaign", election);
        Invocation resign = new Invocation("resign", election);
        long began = System.nanoTime();
        if (!isOk(first.ask(campaign), "who stands where nobody leads is elected")) {
            return;
        }
        Answer meanwhile = second.ask(campaign);
        Answer leads = first.ask(new Invocation("leads", election));
        boolean mayHaveRunOut =
                lease.isPresent() && System.nanoTime() - began >= lease.get().toNanos();
        if (mayHaveRunOut) {
            return;
        }
        if (meanwhile.isOk()) {
            complaints.add("while one client leads, another is elected: " + meanwhile.text());
        }
        if (isOk(leads, "a leader is told whether it leads") && isNo(leads)) {
            complaints.add(
                    "a client that was elected, and has not resigned, is told that it does not lead: " + leads.text());
        }
        if (!meanwhile.isOk() && !meanwhile.isFail()) {
            second.renew();
        }
        isOk(first.ask(resign), "a leader resigns");
        Answer afterwards = second.ask(campaign);
        long sinceElectionNanos = System.nanoTime() - began;
        if (isOk(afterwards, "the next who stands is elected when the leader has resigned")
                && lease.isPresent()
                && sinceElectionNanos >= lease.get().toNanos()) {
            complaints.add("the next who stands is elected only when the lease of "
                    + lease.get().toMillis() + " ms of a leader who has resigned has run out: " + afterwards.text());
        }
        second.ask(resign);
    }

    /** Whether the answer to {@code leads} is {@code [election false]}. */
    private static boolean isNo(Answer answer) {
        return answer.completion().value() instanceof List<?> told
                && told.size() == 2
                && Boolean.FALSE.equals(told.get(1));
    }

    /** Two elements go from one client to the other, who finds nothing after them. */
    private void passOn(long element) throws InterruptedException {
        isOk(first.ask(new Invocation("enqueue", element)), "an element is enqueued");
        isOk(first.ask(new Invocation("enqueue", element + 1)), "an element is enqueued");
        Set<Object> delivered = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            Answer taken = second.ask(new Invocation("dequeue", null));
            if (isOk(taken, "an element is dequeued")) {
                delivered.add(taken.completion().value() instanceof Number value ? value.longValue() : -1L);
            }
        }
        if (!delivered.equals(Set.of(element, element + 1))) {
            complaints.add(
                    "a queue into which " + element + " and " + (element + 1) + " were put delivers " + delivered);
        }
        Answer empty = second.ask(new Invocation("dequeue", null));
        if (!empty.isFail()) {
            complaints.add("a queue that is empty says so, but: " + empty.text());
        }
        isOk(first.ask(new Invocation("drain", null)), "a queue whose elements were all acknowledged is drained");
    }

    /** Each adds an element, and both have both, sooner or later. */
    private void collect(long element, Duration patience) throws InterruptedException {
        if (isOk(first.ask(new Invocation("add", element)), "an element is added")) {
            has(second, Set.of(element), patience);
        }
        if (isOk(second.ask(new Invocation("add", element + 1)), "an element is added")) {
            has(first, Set.of(element, element + 1), patience);
            has(second, Set.of(element, element + 1), patience);
        }
    }

    /** @param patience what a set promises for some time, it need not keep at once */
    private void has(Caller by, Set<Long> expected, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer read = by.ask(new Invocation("read", null));
            if (!isOk(read, "a set is read")) {
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
    private void count() throws InterruptedException {
        OptionalLong before = sum(first);
        if (before.isEmpty()) {
            return;
        }
        long expected = before.getAsLong();
        for (Caller adding : List.of(first, second, first)) {
            if (!isOk(adding.ask(new Invocation("add", 3L)), "a counter is added to")) {
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
        if (!isOk(read, "a counter is read")) {
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
    private void readOn(String log) throws InterruptedException {
        List<List<Long>> told = new ArrayList<>();
        Caller appending = first;
        Caller reading = second;
        for (long element = 1; element <= 3; element++) {
            Answer append = appending.ask(new Invocation("append", pair(log, element)));
            if (!isOk(append, "an element is appended to a log")) {
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
        if (!isOk(read, "a log is read")) {
            return false;
        }
        List<List<Long>> entries =
                Probe.entries(read).stream().map(Basics::numbers).toList();
        if (!entries.equals(expected)) {
            complaints.add(
                    "a log that has " + expected + " as [offset element] from " + from + " on is read as " + entries);
        }
        return entries.equals(expected);
    }

    private void readWhatWasWritten(String register) throws InterruptedException {
        write(first, register, 1);
        read(second, register, 1);
        write(second, register, 2);
        read(first, register, 2);
        write(first, register, 3);
        read(first, register, 3);
        read(second, register, 3);
    }

    private void write(Caller by, String register, long value) throws InterruptedException {
        isOk(by.ask(new Invocation("write", pair(register, value))), "a register takes a value");
    }

    private void read(Caller by, String register, long expected) throws InterruptedException {
        Answer read = by.ask(new Invocation("read", pair(register, null)));
        if (isOk(read, "a register is read")) {
            @Nullable
            Object value = read.completion().value() instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : null;
            if (!(value instanceof Number number && number.longValue() == expected)) {
                complaints.add("a register that was set to " + expected + " is read as " + value);
            }
        }
    }

    private void readWhatWasAppended(long key) throws InterruptedException {
        isOk(first.ask(transaction(step("append", key, 1L))), "a transaction appends to a list");
        lists(second.ask(transaction(step("r", key, null))), key, List.of(1L));
        isOk(second.ask(transaction(step("append", key, 2L))), "a transaction appends to a list");
        lists(first.ask(transaction(step("append", key, 3L), step("r", key, null))), key, List.of(1L, 2L, 3L));
        lists(second.ask(transaction(step("r", key, null))), key, List.of(1L, 2L, 3L));
    }

    private void lists(Answer answer, long key, List<Long> expected) {
        if (!isOk(answer, "a transaction reads a list")) {
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

    private boolean isOk(Answer answer, String rule) {
        if (!answer.isOk()) {
            complaints.add(rule + ", but: " + answer.text());
        }
        return answer.isOk();
    }
}
