package io.ordeal.fault.schedule;

import io.ordeal.mesh.Mesh.Way;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a fault waits for, before it begins or before it ends. Its short form is what {@link ConditionText} reads. */
public sealed interface Condition {
    /**
     * So many operations have come to a stage since this began to be waited for.
     *
     * @param count at least 1
     */
    record Operations(long count, Stage stage, OperationFilter which) implements Condition {
        public Operations {
            atLeastOne(count);
        }
    }

    /** An operation is open: begun, and not ended. */
    record Open(OperationFilter which) implements Condition {}

    /**
     * A client that is a process of its own stands at a step of an operation.
     *
     * @param name as the client says it; {@link #ANY} is any step
     * @param node which the step is about; any without
     * @param worker whose client it is; any without
     * @param times how often it is to come about, at least 1
     */
    record Step(String name, Optional<String> node, Optional<Integer> worker, long times) implements Condition {
        /** Whichever step it is, counted as they come: what they are called only the client knows. */
        public static final String ANY = "any";

        public Step {
            atLeastOne(times);
        }
    }

    /**
     * So many bytes, or messages, have passed since this began to be waited for.
     *
     * @param way from whom to whom, whoever opened the connection
     */
    record Traffic(long count, Unit unit, Way way) implements Condition {
        public Traffic {
            atLeastOne(count);
        }

        /** So many bytes. */
        public Traffic(long bytes, Way way) {
            this(bytes, Unit.BYTES, way);
        }
    }

    /** What traffic is counted in. */
    enum Unit {
        BYTES,
        /** Whole ones, on the ports whose protocol is known. */
        MESSAGES;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A line was added to a node's log.
     *
     * @param regex is found in it
     * @param node any without
     */
    record LogLine(String regex, Optional<String> node, long times) implements Condition {
        public LogLine {
            Pattern.compile(regex);
            atLeastOne(times);
        }
    }

    /**
     * Somebody is primary.
     *
     * @param who a node's name, {@code victim=ID}, {@code another} (who was not when this began to be waited for), or
     *     {@code none} (nobody is)
     * @param times how often it is to come about
     */
    record Primary(String who, long times) implements Condition {
        public static final String ANOTHER = "another";
        public static final String NONE = "none";

        public Primary {
            atLeastOne(times);
        }
    }

    /**
     * Somebody is primary no more.
     *
     * @param who a node's name, {@code victim=ID}, or {@code any}
     */
    record Deposed(String who, long times) implements Condition {
        public static final String ANY = "any";

        public Deposed {
            atLeastOne(times);
        }
    }

    /** Another fault has struck. */
    record Began(String fault) implements Condition {}

    /** Another fault was healed. */
    record Ended(String fault) implements Condition {}

    /** A time of the main phase. */
    record At(Duration time) implements Condition {
        public At {
            notNegative(time);
        }
    }

    /** So long after the condition before it; an end's first counts from when the fault had struck. */
    record For(Duration length) implements Condition {
        public For {
            notNegative(length);
        }
    }

    /** One of several, whichever comes first. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
            if (conditions.size() < 2) {
                throw new IllegalArgumentException("any of fewer than two conditions: " + conditions);
            }
        }
    }

    /** How far an operation has come. */
    enum Stage {
        BEGUN,
        OK,
        FAIL,
        INFO,
        /** Ended in any way. */
        ENDED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Which operations are meant; what is left out may be anything.
     *
     * @param f the operation's name
     * @param key the operation's value is it, or begins with it, as an independent test's do; compared as text
     * @param process whose it is
     * @param worker whose it is, under whatever process number
     */
    record OperationFilter(
            Optional<String> f, Optional<String> key, Optional<Integer> process, Optional<Integer> worker) {
        public static final OperationFilter ALL =
                new OperationFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public OperationFilter {
            Objects.requireNonNull(f);
        }
    }

    private static void atLeastOne(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected a number of at least 1, found " + count);
        }
    }

    private static void notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("expected a duration, found " + duration);
        }
    }
}
