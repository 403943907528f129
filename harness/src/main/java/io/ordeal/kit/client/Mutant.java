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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A flaw that is put round a client that has none, and which a suite must notice. */
public enum Mutant {
    DROPS_RELEASES("drops-releases", "says that it has released a lock, and has not asked", 1) {
        @Override
        Flaw flaw() {
            return drops("release");
        }
    },
    TAKES_REFUSALS_FOR_GRANTS("takes-refusals-for-grants", "now and then takes a refusal of a lock for a grant", 5) {
        @Override
        Flaw flaw() {
            return takesForGranted("acquire");
        }
    },
    RELEASES_AT_ONCE(
            "releases-at-once", "now and then gives a lock back as soon as it is granted, and goes on with it", 5) {
        @Override
        Flaw flaw() {
            return givesBackAtOnce("acquire", "release");
        }
    },
    DROPS_RESIGNATIONS("drops-resignations", "says that it has resigned, and has not asked", 1) {
        @Override
        Flaw flaw() {
            return drops("resign");
        }
    },
    TAKES_DEFEATS_FOR_VICTORIES("takes-defeats-for-victories", "now and then takes itself for elected and is not", 5) {
        @Override
        Flaw flaw() {
            return takesForGranted("campaign");
        }
    },
    RESIGNS_AT_ONCE("resigns-at-once", "now and then resigns as soon as it is elected, and goes on as the leader", 5) {
        @Override
        Flaw flaw() {
            return givesBackAtOnce("campaign", "resign");
        }
    },
    DROPS_WRITES("drops-writes", "now and then says that something is written, and has not asked", 5) {
        @Override
        Flaw flaw() {
            return (client, asked, shows) ->
                    writes(asked) && shows.now() ? Completion.ok(asked.value()) : client.invoke(asked);
        }
    },
    ANSWERS_FROM_THE_PAST(
            "answers-from-the-past", "now and then answers a read with what was there when it was first read", 3) {
        @Override
        Flaw flaw() {
            Map<Object, Object> first = new HashMap<>();
            return (client, asked, shows) -> {
                Completion answer = client.invoke(asked);
                return writes(asked) || answer.type() != OpType.OK ? answer : past(answer, first, shows);
            };
        }
    },
    REPEATS_WRITES("repeats-writes", "now and then does a write again, when others may have written since", 3) {
        @Override
        Flaw flaw() {
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
    },
    DROPS_ENQUEUES("drops-enqueues", "now and then says that an element is enqueued, and has not asked", 5) {
        @Override
        Flaw flaw() {
            return drops("enqueue");
        }
    },
    SWALLOWS_ELEMENTS("swallows-elements", "now and then takes an element out, and says that the queue is empty", 5) {
        @Override
        Flaw flaw() {
            return (client, asked, shows) -> {
                Completion answer = client.invoke(asked);
                return asked.f().equals("dequeue") && answer.type() == OpType.OK && shows.now()
                        ? Completion.fail(null, "the queue is empty")
                        : answer;
            };
        }
    },
    DELIVERS_THE_LAST_AGAIN(
            "delivers-the-last-again", "now and then takes an element out, and delivers the one before it again", 3) {
        @Override
        Flaw flaw() {
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
    };

    private static final List<Mutant> OF_LOCKS = List.of(DROPS_RELEASES, TAKES_REFUSALS_FOR_GRANTS, RELEASES_AT_ONCE);
    private static final List<Mutant> OF_ELECTIONS =
            List.of(DROPS_RESIGNATIONS, TAKES_DEFEATS_FOR_VICTORIES, RESIGNS_AT_ONCE);
    private static final List<Mutant> OF_QUEUES = List.of(DROPS_ENQUEUES, SWALLOWS_ELEMENTS, DELIVERS_THE_LAST_AGAIN);
    private static final List<Mutant> OF_DATA = List.of(DROPS_WRITES, ANSWERS_FROM_THE_PAST, REPEATS_WRITES);

    private final String wire;
    private final String sentence;
    private final int every;

    Mutant(String wire, String sentence, int every) {
        this.wire = wire;
        this.sentence = sentence;
        this.every = every;
    }

    /** Those that make sense for a workload's operations. */
    public static List<Mutant> of(String workload) {
        return switch (workload) {
            case "lock", "fenced-lock" -> OF_LOCKS;
            case "leader-election", "leader-terms" -> OF_ELECTIONS;
            case "queue", "queue-once" -> OF_QUEUES;
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
            case "lock", "fenced-lock" ->
                this != DROPS_RELEASES
                        && List.of("overlapping-holds", "release-by-other").contains(anomaly);
            case "leader-election", "leader-terms" ->
                this != DROPS_RESIGNATIONS
                        && List.of("two-leaders", "two-leaders-of-one-term").contains(anomaly);
            case "register", "cas-register" -> anomaly.equals("nonlinearizable");
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

    abstract Flaw flaw();

    /**
     * Clients that have it.
     *
     * @param shown counts how often it showed
     */
    public UnaryOperator<Client> clients(AtomicLong shown) {
        AtomicLong chances = new AtomicLong();
        Moment moment = () -> {
            boolean now = chances.incrementAndGet() % every == 0;
            if (now) {
                shown.incrementAndGet();
            }
            return now;
        };
        return client -> new Flawed(client, flaw(), moment);
    }

    /** What is done in the place of an operation. One a client. */
    @FunctionalInterface
    interface Flaw {
        Completion invoke(Client client, Invocation asked, Moment shows) throws Exception;
    }

    /** Whether a flaw shows, where it could. */
    @FunctionalInterface
    interface Moment {
        boolean now();
    }

    private static Flaw drops(String operation) {
        return (client, asked, shows) ->
                asked.f().equals(operation) && shows.now() ? Completion.ok(asked.value()) : client.invoke(asked);
    }

    private static Flaw takesForGranted(String take) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            return asked.f().equals(take) && answer.type() == OpType.FAIL && shows.now()
                    ? Completion.ok(asked.value())
                    : answer;
        };
    }

    private static Flaw givesBackAtOnce(String take, String giveBack) {
        return (client, asked, shows) -> {
            Completion answer = client.invoke(asked);
            if (asked.f().equals(take) && answer.type() == OpType.OK && shows.now()) {
                client.invoke(new Invocation(giveBack, asked.value()));
            }
            return answer;
        };
    }

    private record Flawed(Client client, Flaw flaw, Moment shows) implements Client {
        @Override
        public Completion invoke(Invocation invocation) throws Exception {
            return flaw.invoke(client, invocation, shows);
        }

        @Override
        public void close() throws Exception {
            client.close();
        }
    }

    /** A read, or a transaction of reads, as its keys were when they were first read. */
    private static Completion past(Completion answer, Map<Object, Object> first, Moment shows) {
        if (!(answer.value() instanceof List<?> parts) || parts.isEmpty()) {
            return answer;
        }
        boolean transaction = parts.stream().allMatch(List.class::isInstance);
        List<Object> old = new ArrayList<>();
        if (transaction) {
            parts.forEach(step -> old.add(past((List<?>) step, 1, first)));
        } else {
            old.addAll(past(parts, 0, first));
        }
        return old.equals(parts) || !shows.now() ? answer : Completion.ok(old);
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
