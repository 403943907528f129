package io.ordeal.checker;

import io.ordeal.history.History;
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
     * judge, make the verdict Unknown with its cause.
     */
    public static CheckResult judge(Checker checker, History history, CheckContext context) {
        try {
            return checker.check(history, context);
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

    private static String messageOf(RuntimeException exception) {
        String message = exception.getMessage();
        return message == null ? exception.toString() : message;
    }
}
