package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that a history must have in it for its verdict to mean anything. */
@FunctionalInterface
public interface Requirement {
    /** What is missing, as a sentence; empty if nothing is. */
    Optional<String> missing(History history);

    /** At least so many operations of clients that are ok. */
    static Requirement okOperations(int atLeast) {
        return history -> {
            int ok = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i) && history.type(i) == OpType.OK) {
                    ok++;
                }
            }
            return ok >= atLeast
                    ? Optional.empty()
                    : Optional.of("only " + ok + " operations were ok, where " + atLeast + " are wanted: "
                            + remedy(history, null, "--time or --rate makes more"));
        };
    }

    /** At least so many operations of one kind that are ok. */
    static Requirement okOperations(String f, int atLeast) {
        return history -> {
            int ok = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i)
                        && history.type(i) == OpType.OK
                        && history.f(i).equals(f)) {
                    ok++;
                }
            }
            return ok >= atLeast
                    ? Optional.empty()
                    : Optional.of("only " + ok + " :" + f + " were ok, where " + atLeast + " are wanted: "
                            + remedy(history, f, "--time or --rate makes more"));
        };
    }

    /**
     * At least two processes competed for one lock: one asked for it alone, by {@code acquire}, while another asked for it or
     * had it, or a share of it.
     */
    static Requirement lockContention() {
        return permitContention(1);
    }

    /**
     * Some process competed for one of a semaphore's permits: it asked for one, by {@code acquire}, while as many others as
     * there are permits asked for one or had it.
     *
     * @param permits how many may hold it at once, at least one
     */
    static Requirement permitContention(int permits) {
        return history -> {
            Map<Object, Set<Integer>> interested = new HashMap<>();
            for (int i = 0; i < history.size(); i++) {
                if (!history.isClient(i)) {
                    continue;
                }
                boolean acquire = Contention.GRANTS.contains(history.f(i));
                Set<Integer> processes = interested.computeIfAbsent(
                        subjectOf(history, history.isInvoke(i) ? i : history.partner(i)), lock -> new HashSet<>());
                if (history.isInvoke(i) && acquire) {
                    processes.add(history.process(i));
                    if (processes.size() > permits && history.f(i).equals("acquire")) {
                        return Optional.empty();
                    }
                } else if (!history.isInvoke(i) && history.type(i) != (acquire ? OpType.OK : OpType.FAIL)) {
                    // An acquire that got nothing for certain, or a release that may have gone through.
                    processes.remove(history.process(i));
                }
            }
            return Optional.of((permits == 1
                            ? "no two processes ever competed for one lock: "
                            : "no process ever asked for one of " + permits
                                    + " permits while as many others asked for them or had them: ")
                    + remedy(history, "acquire", "--concurrency makes more, or fewer locks"));
        };
    }

    /** An operation that is ok was under way while another client's was that is about the same thing ({@link Contention}). */
    static Requirement contention() {
        return history -> Contention.of(history).contended() > 0
                ? Optional.empty()
                : Optional.of("no two processes were ever at the same thing at once: "
                        + remedy(history, null, "--concurrency or --rate makes more of it"));
    }

    /** What operations are about: registers by name, keys, or one thing that stands for all there is. */
    @FunctionalInterface
    interface Touched {
        /**
         * The names, none if the operation is of another kind.
         *
         * @param event of a client: the invocation of a write, or the ok completion of a read
         */
        Collection<?> by(History history, int event);
    }

    /**
     * All that was written was read, ok, after the last write of it was over and after the last fault was healed.
     *
     * @param what in the plural, for people
     * @param written what an operation that did not fail wrote, or may have
     * @param read what an operation that is ok read
     */
    static Requirement readInTheEnd(String what, Touched written, Touched read) {
        return new ReadInTheEnd(what, written, read);
    }

    /** An operation of each of these kinds is ok that began after the last fault was healed. */
    static Requirement okAfterHealing(String... fs) {
        return history -> {
            Set<String> lacking = new LinkedHashSet<>(List.of(fs));
            int healed = Healing.last(history);
            for (int i = history.size() - 1; i > healed && !lacking.isEmpty(); i--) {
                if (history.isClient(i) && history.type(i) == OpType.OK && history.partner(i) > healed) {
                    lacking.remove(history.f(i));
                }
            }
            return lacking.isEmpty()
                    ? Optional.empty()
                    : Optional.of("no :" + String.join(" and no :", lacking)
                            + " that began after the last fault was healed" + " is ok");
        };
    }

    /** Each lock that was ever asked for, by {@code acquire}, was granted once more after the last fault was healed. */
    static Requirement grantedAfterHealing() {
        return eachOkAfterHealing("acquire", "locks", "granted");
    }

    /**
     * Each thing that was ever asked for was had once more after the last fault was healed.
     *
     * @param f the operation that asks for it, which has it as its value
     * @param things in the plural, for people
     * @param had as in "were never had again"
     */
    static Requirement eachOkAfterHealing(String f, String things, String had) {
        return history -> {
            Set<Object> lacking = new LinkedHashSet<>();
            int healed = Healing.last(history);
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i) && history.f(i).equals(f) && history.isInvoke(i)) {
                    lacking.add(subjectOf(history, i));
                }
            }
            int all = lacking.size();
            for (int i = history.size() - 1; i > healed && !lacking.isEmpty(); i--) {
                if (history.isClient(i)
                        && history.f(i).equals(f)
                        && history.type(i) == OpType.OK
                        && history.partner(i) > healed) {
                    lacking.remove(subjectOf(history, history.partner(i)));
                }
            }
            return lacking.isEmpty()
                    ? Optional.empty()
                    : Optional.of(lacking.size() + " of " + all + " " + things + ", such as "
                            + lacking.iterator().next() + ", were never " + had
                            + " again after the last fault was healed");
        };
    }

    /**
     * At least so many holds ended because their process gave the lock back, by a {@code release} that is ok: holds that
     * end by the client's own word that its session is lost show nothing of the lock.
     */
    static Requirement releasedHolds(int atLeast) {
        return history -> {
            Map<Integer, Object> held = new HashMap<>();
            int released = 0;
            for (int i = 0; i < history.size(); i++) {
                if (!history.isClient(i) || history.type(i) != OpType.OK) {
                    continue;
                }
                int process = history.process(i);
                Object lock = subjectOf(history, history.partner(i));
                switch (history.f(i)) {
                    case "acquire", "acquire-shared" -> held.put(process, lock);
                    case "release" -> released += lock.equals(held.remove(process)) ? 1 : 0;
                    default -> held.remove(process);
                }
            }
            return released >= atLeast
                    ? Optional.empty()
                    : Optional.of("only " + released + " holds ended by a release, where " + atLeast
                            + " are wanted: "
                            + remedy(
                                    history,
                                    "acquire",
                                    "--time or --rate makes more, unless the clients keep losing their sessions"));
        };
    }

    /**
     * What to do for more of something: what makes more, but where most fail for one reason, that reason, for more of it
     * is no remedy.
     *
     * @param f of the operations that there are too few of; null = all
     * @param more as in "--time makes more"
     */
    static String remedy(History history, @Nullable String f, String more) {
        return FailureReasons.prevailing(history, f).orElse(more);
    }

    private static Object subjectOf(History history, int invocation) {
        Object value = history.value(invocation);
        return value == null ? "the only one" : value;
    }
}
