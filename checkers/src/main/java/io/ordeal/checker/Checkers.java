package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.HistoryKeys;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** All checkers by name, and the one place from which they are called. */
public final class Checkers {
    private Checkers() {}

    /** In the order in which {@code ./ordeal list checkers} prints them. */
    public static List<CheckerSpec> all() {
        return all(Checkers.class.getClassLoader());
    }

    /**
     * Those that a class loader knows, so that jars can bring their own.
     *
     * @throws IllegalStateException if two have one name
     */
    public static List<CheckerSpec> all(ClassLoader loader) {
        List<CheckerSpec> all = new ArrayList<>();
        for (CheckerProvider provider : ServiceLoader.load(CheckerProvider.class, loader)) {
            all.addAll(provider.checkers());
        }
        Set<String> names = new HashSet<>();
        for (CheckerSpec spec : all) {
            if (!names.add(spec.name())) {
                throw new IllegalStateException("two checkers are named " + spec.name());
            }
        }
        return List.copyOf(all);
    }

    public static Optional<CheckerSpec> find(String name) {
        return all().stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException if there is no such checker, or it can make nothing of the options */
    public static Checker named(String name, CheckerOptions options) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no checker is named " + name))
                .make(options);
    }

    /**
     * Judges, whatever happens: a checker that is stopped, runs out of memory or crashes, and a history that it can't
     * judge, make the verdict Unknown with its cause. So does a history in which nothing is there to be judged, for any
     * checker: Valid takes at least one operation of a client that is ok and whose answer could have been wrong.
     */
    public static CheckResult judge(Checker checker, History history, CheckContext context) {
        try {
            if (!checker.heedsKeys() && HistoryKeys.areExtraAndSeveral(history)) {
                return CheckResult.of(Verdict.unknown("operations have a :key, and not all the same, which this checker"
                        + " takes for operations on one object: give it the history of one key"));
            }
            CheckResult result = checker.check(history, context);
            return result.verdict().isValid()
                    ? nothingJudged(checker, history)
                            .map(Verdict::unknown)
                            .map(result::withVerdict)
                            .orElse(result)
                    : result;
        } catch (CheckStoppedException stopped) {
            return CheckResult.of(Verdict.unknown(messageOf(stopped)));
        } catch (UnjudgeableHistoryException unjudgeable) {
            return CheckResult.of(Verdict.unknown(messageOf(unjudgeable)));
        } catch (OutOfMemoryError outOfMemory) {
            return CheckResult.of(Verdict.unknown(messageOf(CheckStoppedException.heapUsedUp())));
        } catch (StackOverflowError | RuntimeException crash) {
            return CheckResult.of(Verdict.unknown("the checker crashed, which is a fault of Ordeal's and no finding: "
                    + crash + " at " + (crash.getStackTrace().length == 0 ? "?" : crash.getStackTrace()[0])));
        }
    }

    /** Why a history says nothing of the promise, if it has no operation that a checker can hold against it. */
    private static Optional<String> nothingJudged(Checker checker, History history) {
        int operations = 0;
        int ok = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            if (history.isInvoke(i)) {
                operations++;
            } else if (history.type(i) == OpType.OK) {
                if (checker.judges(history, i)) {
                    return Optional.empty();
                }
                ok++;
            }
        }
        if (operations == 0) {
            return Optional.of("the history has no operation of a client, so that there is nothing to judge");
        }
        return Optional.of(
                ok == 0
                        ? "of " + operations
                                + " operations of clients not one was ok: nothing was answered that could have"
                                + " been wrong"
                        : ok
                                + " operations were ok, but none with an answer that could have been wrong, such as that of a"
                                + " read: nothing was put to the test");
    }

    private static String messageOf(RuntimeException exception) {
        String message = exception.getMessage();
        return message == null ? exception.toString() : message;
    }
}
