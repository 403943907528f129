package io.ordeal.checker;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All checkers by name, and the one place from which they are called. */
public final class Checkers {
    private Checkers() {}

    /** In the order in which {@code ./ordeal list checkers} prints them. */
    public static List<CheckerSpec> all() {
        List<CheckerSpec> all = new ArrayList<>();
        for (CheckerProvider provider : ServiceLoader.load(CheckerProvider.class, Checkers.class.getClassLoader())) {
            all.addAll(provider.checkers());
        }
        return List.copyOf(all);
    }

    public static Optional<CheckerSpec> find(String name) {
        return all().stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException if there is no such checker, or the options make no sense to it */
    public static Checker named(String name, CheckerOptions options) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no checker is named " + name))
                .factory()
                .apply(options);
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
            return CheckResult.of(Verdict.unknown("the heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB was used up: ORDEAL_OPTS=-Xmx8g gives more"));
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
