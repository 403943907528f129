package io.ordeal.kit.client;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A flaw that is put round a client that has none, and which a suite must notice. */
public enum Mutant {
    DROPS_RELEASES(
            "drops-releases", "says that it has released a lock, and has not asked", 1, () -> Flaw.drops("release")),
    TAKES_REFUSALS_FOR_GRANTS(
            "takes-refusals-for-grants",
            "now and then takes a refusal of a lock for a grant",
            5,
            () -> Flaw.takesForGranted("acquire")),
    RELEASES_AT_ONCE(
            "releases-at-once",
            "now and then gives a lock back as soon as it is granted, and goes on with it",
            5,
            () -> Flaw.givesBackAtOnce("acquire", "release")),
    DROPS_RESIGNATIONS(
            "drops-resignations", "says that it has resigned, and has not asked", 1, () -> Flaw.drops("resign")),
    TAKES_DEFEATS_FOR_VICTORIES(
            "takes-defeats-for-victories",
            "now and then takes itself for elected and is not",
            5,
            () -> Flaw.takesForGranted("campaign")),
    RESIGNS_AT_ONCE(
            "resigns-at-once",
            "now and then resigns as soon as it is elected, and goes on as the leader",
            5,
            () -> Flaw.givesBackAtOnce("campaign", "resign")),
    DROPS_WRITES(
            "drops-writes", "now and then says that something is written, and has not asked", 5, Flaw::dropsWrites),
    ANSWERS_FROM_THE_PAST(
            "answers-from-the-past",
            "now and then answers a read with what was there when it was first read",
            3,
            Flaw::answersFromThePast),
    REPEATS_WRITES(
            "repeats-writes",
            "now and then does a write again, when others may have written since",
            3,
            Flaw::repeatsWrites),
    DROPS_ENQUEUES(
            "drops-enqueues",
            "now and then says that an element is enqueued, and has not asked",
            5,
            () -> Flaw.drops("enqueue")),
    SWALLOWS_ELEMENTS(
            "swallows-elements",
            "now and then takes an element out, and says that the queue is empty",
            5,
            Flaw::swallowsElements),
    DELIVERS_THE_LAST_AGAIN(
            "delivers-the-last-again",
            "now and then takes an element out, and delivers the one before it again",
            3,
            Flaw::deliversTheLastAgain),
    DROPS_ADDS(
            "drops-adds", "now and then says that something is added, and has not asked", 5, () -> Flaw.drops("add")),
    REPEATS_ADDS(
            "repeats-adds", "now and then adds a number twice, as one that tries again", 3, () -> Flaw.repeats("add")),
    READS_ONE_PAGE("reads-one-page", "reads the first few elements of a set, and no more", 1, Flaw::readsOnePage),
    READS_OVERLAPPING_PAGES(
            "reads-overlapping-pages",
            "now and then has an element twice in what it reads, as of two pages that overlap",
            3,
            Flaw::readsOverlappingPages),
    DROPS_APPENDS(
            "drops-appends", "now and then says that something is appended, and has not asked", 5, Flaw::dropsAppends),
    REPEATS_APPENDS(
            "repeats-appends",
            "now and then appends something twice, as one that tries again",
            3,
            () -> Flaw.repeats("append")),
    SKIPS_ENTRIES("skips-entries", "now and then leaves out an entry of a log that it reads", 3, Flaw::skipsEntries);

    private static final List<Mutant> OF_LOCKS = List.of(DROPS_RELEASES, TAKES_REFUSALS_FOR_GRANTS, RELEASES_AT_ONCE);
    private static final List<Mutant> OF_ELECTIONS =
            List.of(DROPS_RESIGNATIONS, TAKES_DEFEATS_FOR_VICTORIES, RESIGNS_AT_ONCE);
    private static final List<Mutant> OF_QUEUES = List.of(DROPS_ENQUEUES, SWALLOWS_ELEMENTS, DELIVERS_THE_LAST_AGAIN);
    private static final List<Mutant> OF_SETS = List.of(DROPS_ADDS, READS_ONE_PAGE, READS_OVERLAPPING_PAGES);
    private static final List<Mutant> OF_COUNTERS = List.of(DROPS_ADDS, REPEATS_ADDS, ANSWERS_FROM_THE_PAST);
    private static final List<Mutant> OF_LOGS = List.of(DROPS_APPENDS, REPEATS_APPENDS, SKIPS_ENTRIES);
    private static final List<Mutant> OF_DATA = List.of(DROPS_WRITES, ANSWERS_FROM_THE_PAST, REPEATS_WRITES);

    private final String wire;
    private final String sentence;
    private final int every;

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final Supplier<Flaw> flaw;

    /** @param every of so many chances that it has, it shows in one */
    Mutant(String wire, String sentence, int every, Supplier<Flaw> flaw) {
        this.wire = wire;
        this.sentence = sentence;
        this.every = every;
        this.flaw = flaw;
    }

    /** Those that make sense for a workload's operations. */
    public static List<Mutant> of(String workload) {
        return switch (workload) {
            case "lock", "fenced-lock", "semaphore", "read-write-lock" -> OF_LOCKS;
            case "leader-election", "leader-terms" -> OF_ELECTIONS;
            case "queue", "queue-once" -> OF_QUEUES;
            case "set" -> OF_SETS;
            case "counter" -> OF_COUNTERS;
            case "log" -> OF_LOGS;
            default -> OF_DATA;
        };
    }

    /**
     * Whether an anomaly is one that such a client can bring about; what else is found is the backend's, or another's, and
     * shows nothing of the flaw's being noticed.
     *
     * @param anomaly by its name on the wire
     */
    public boolean fits(String workload, String anomaly) {
        return switch (workload) {
            case "lock", "fenced-lock", "semaphore", "read-write-lock" ->
                this != DROPS_RELEASES
                        && List.of("overlapping-holds", "release-by-other").contains(anomaly);
            case "leader-election", "leader-terms" ->
                this != DROPS_RESIGNATIONS
                        && List.of("two-leaders", "two-leaders-of-one-term").contains(anomaly);
            case "register", "cas-register" -> anomaly.equals("nonlinearizable");
            case "set" -> anomaly.equals(this == READS_OVERLAPPING_PAGES ? "duplicated" : "lost");
            case "log" ->
                switch (this) {
                    case REPEATS_APPENDS -> anomaly.equals("duplicate");
                    case SKIPS_ENTRIES -> List.of("poll-skip", "lost-write").contains(anomaly);
                    default ->
                        List.of("lost-write", "inconsistent-offsets", "nonmonotonic-send")
                                .contains(anomaly);
                };
            default -> true;
        };
    }

    /** As in the names of folders. */
    public String wire() {
        return wire;
    }

    /** What such a client does, as a sentence goes on after {@code a client that}. */
    public String sentence() {
        return sentence;
    }

    /**
     * Clients that have it.
     *
     * @param shown counts how often it showed
     */
    public UnaryOperator<Client> clients(AtomicLong shown) {
        AtomicLong chances = new AtomicLong();
        Flaw.Moment moment = () -> {
            boolean now = chances.incrementAndGet() % every == 0;
            if (now) {
                shown.incrementAndGet();
            }
            return now;
        };
        return client -> new Flawed(client, flaw.get(), moment);
    }

    private record Flawed(Client client, Flaw flaw, Flaw.Moment shows) implements Client {
        @Override
        public Completion invoke(Invocation invocation) throws Exception {
            return flaw.invoke(client, invocation, shows);
        }

        @Override
        public void close() throws Exception {
            client.close();
        }
    }
}
