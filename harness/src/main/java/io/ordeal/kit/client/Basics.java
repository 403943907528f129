package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.trial.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The plainest use of a backend, by clients that take turns: nothing is broken, nobody competes, all answers are known. */
public final class Basics {
    private final Caller first;
    private final Caller second;
    private final Caller third;
    private final Optional<Duration> lease;
    private final DataBasics data;
    private final Complaints complaints = new Complaints();

    private Basics(Caller first, Caller second, Caller third, Optional<Duration> lease) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.lease = lease;
        data = new DataBasics(first, second, complaints);
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
                Caller second = new Caller(bench, 1, wrap);
                Caller third = new Caller(bench, 2, wrap)) {
            Basics basics = new Basics(first, second, third, lease);
            switch (workload) {
                case "lock", "fenced-lock" -> basics.handOver("lock" + number);
                case "semaphore" -> basics.handRound("lock" + number);
                case "read-write-lock" -> {
                    basics.handOver("lock" + number);
                    basics.share("lock" + (number + 1));
                }
                case "leader-election", "leader-terms" -> basics.succeed("election" + number);
                case "register", "cas-register" -> basics.data.readWhatWasWritten("r" + number);
                case "list-append" -> basics.data.readWhatWasAppended(number);
                case "queue" -> basics.passOn(2L * number);
                case "set" -> basics.data.collect(2L * number, bench.operationTimeout());
                case "counter" -> basics.data.count();
                case "log" -> basics.data.readOn("l" + number);
                default -> throw new IllegalArgumentException("nothing is known of " + workload);
            }
            return basics.complaints.all();
        }
    }

    /** A lock goes from hand to hand. */
    private void handOver(String lock) throws InterruptedException {
        Invocation acquire = new Invocation("acquire", lock);
        Invocation release = new Invocation("release", lock);
        long began = System.nanoTime();
        if (!complaints.isOk(first.ask(acquire), "a lock that nobody holds is granted")) {
            return;
        }
        Answer meanwhile = second.ask(acquire);
        boolean mayHaveRunOut = hasRunOut(began);
        if (meanwhile.isOk() && !mayHaveRunOut) {
            complaints.add("a lock that one client holds is granted to another: " + meanwhile.text());
        }
        if (mayHaveRunOut) {
            return;
        }
        if (!meanwhile.isOk() && !meanwhile.isFail()) {
            second.renew();
        }
        complaints.isOk(first.ask(release), "its holder releases a lock");
        Answer afterwards = second.ask(acquire);
        long sinceGrantNanos = System.nanoTime() - began;
        if (complaints.isOk(afterwards, "a lock that was released is granted to the next who asks")
                && lease.isPresent()
                && sinceGrantNanos >= lease.get().toNanos()) {
            complaints.add("a lock that was released is granted to the next only when its lease of "
                    + lease.get().toMillis() + " ms has run out: " + afterwards.text());
        }
        second.ask(release);
    }

    /** Two hold a semaphore of two permits, and a third when one of them has given its own back. */
    private void handRound(String semaphore) throws InterruptedException {
        Invocation acquire = new Invocation("acquire", semaphore);
        Invocation release = new Invocation("release", semaphore);
        long began = System.nanoTime();
        if (!complaints.isOk(first.ask(acquire), "a permit of a semaphore that nobody holds is granted")
                || !complaints.isOk(second.ask(acquire), "the second permit of two is granted")) {
            return;
        }
        Answer meanwhile = third.ask(acquire);
        if (hasRunOut(began)) {
            return;
        }
        if (meanwhile.isOk()) {
            complaints.add(
                    "of a semaphore of two permits, both of which are held, another is granted: " + meanwhile.text());
        } else if (!meanwhile.isFail()) {
            third.renew();
        }
        complaints.isOk(first.ask(release), "a holder gives its permit back");
        complaints.isOk(third.ask(acquire), "a permit that was given back is granted to the next who asks");
        second.ask(release);
        third.ask(release);
    }

    /** Two share a lock, which one of them has alone when the other has given up its share. */
    private void share(String lock) throws InterruptedException {
        Invocation acquire = new Invocation("acquire", lock);
        Invocation acquireShared = new Invocation("acquire-shared", lock);
        Invocation release = new Invocation("release", lock);
        long began = System.nanoTime();
        if (!complaints.isOk(first.ask(acquireShared), "a share of a lock that nobody holds is granted")) {
            return;
        }
        Answer shared = second.ask(acquireShared);
        Answer alone = third.ask(acquire);
        if (hasRunOut(began)) {
            return;
        }
        complaints.isOk(shared, "a share of a lock that another shares is granted");
        if (alone.isOk()) {
            complaints.add("a lock that others share is granted to one alone: " + alone.text());
        } else if (!alone.isFail()) {
            third.renew();
        }
        complaints.isOk(first.ask(release), "who shares a lock gives up its share");
        complaints.isOk(second.ask(release), "who shares a lock gives up its share");
        complaints.isOk(third.ask(acquire), "a lock that nobody shares any more is granted to one alone");
        third.ask(release);
    }

    private boolean hasRunOut(long began) {
        return lease.isPresent() && System.nanoTime() - began >= lease.get().toNanos();
    }

    /** One leads after the other. */
    private void succeed(String election) throws InterruptedException {
        Invocation campaign = new Invocation("campaign", election);
        Invocation resign = new Invocation("resign", election);
        long began = System.nanoTime();
        if (!complaints.isOk(first.ask(campaign), "who stands where nobody leads is elected")) {
            return;
        }
        Answer meanwhile = second.ask(campaign);
        Answer leads = first.ask(new Invocation("leads", election));
        boolean mayHaveRunOut = hasRunOut(began);
        if (mayHaveRunOut) {
            return;
        }
        if (meanwhile.isOk()) {
            complaints.add("while one client leads, another is elected: " + meanwhile.text());
        }
        if (complaints.isOk(leads, "a leader is told whether it leads") && isNo(leads)) {
            complaints.add(
                    "a client that was elected, and has not resigned, is told that it does not lead: " + leads.text());
        }
        if (!meanwhile.isOk() && !meanwhile.isFail()) {
            second.renew();
        }
        complaints.isOk(first.ask(resign), "a leader resigns");
        Answer afterwards = second.ask(campaign);
        long sinceElectionNanos = System.nanoTime() - began;
        if (complaints.isOk(afterwards, "the next who stands is elected when the leader has resigned")
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
        complaints.isOk(first.ask(new Invocation("enqueue", element)), "an element is enqueued");
        complaints.isOk(first.ask(new Invocation("enqueue", element + 1)), "an element is enqueued");
        Set<Object> delivered = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            Answer taken = second.ask(new Invocation("dequeue", null));
            if (complaints.isOk(taken, "an element is dequeued")) {
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
        complaints.isOk(
                first.ask(new Invocation("drain", null)), "a queue whose elements were all acknowledged is drained");
    }
}
