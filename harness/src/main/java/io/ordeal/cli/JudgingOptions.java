package io.ordeal.cli;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.trial.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a history is judged: by which checker, what it is told, and how long it may take. The same for every command. */
final class JudgingOptions {
    @Option(names = "--checker", paramLabel = "NAME", description = "As ./ordeal list checkers; a RUN knows its own.")
    private @Nullable String checker;

    @Option(names = "--time-limit", paramLabel = "60s", description = "For each file; then the verdict is unknown.")
    private String timeLimit = "60s";

    @Option(names = "--memory-limit", paramLabel = "2g", description = "For each file; then the verdict is unknown.")
    private @Nullable String memoryLimit;

    @Option(names = "--all", description = "Look for all violations, not just the first.")
    private boolean all;

    @Option(
            names = "--model",
            paramLabel = "LEVEL",
            description = "Transactions: the level that must hold, in Elle's words.")
    private @Nullable String model;

    @Option(
            names = "--independent",
            negatable = true,
            description = "Values are [key value], or (--no-independent) not.")
    private @Nullable Boolean independent;

    @Option(
            names = "--initial",
            paramLabel = "V",
            description = "The value before the first write, in EDN; nil without.")
    private @Nullable String initial;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "Use this algorithm only, e.g. search; ./ordeal list checkers names each checker's.")
    private @Nullable String algorithm;

    @Option(names = "--ttl", paramLabel = "2s", description = "How long a lease's grant lasts.")
    private @Nullable String ttl;

    @Option(names = "--permits", paramLabel = "N", description = "How many may hold a semaphore at once.")
    private int permits = 1;

    @Option(names = "--wfr-keys", description = "rw-register: assume that writes follow reads within a transaction.")
    private boolean wfrKeys;

    @Option(names = "--sequential-keys", description = "rw-register: assume that each key is sequentially consistent.")
    private boolean sequentialKeys;

    @Option(names = "--linearizable-keys", description = "rw-register: assume that each key is linearizable.")
    private boolean linearizableKeys;

    @Option(names = "--no-duplicates", description = "queue: an element that is delivered twice is an anomaly.")
    private boolean noDuplicates;

    @Option(
            names = "--no-stale-reads",
            description = "set: a read that lacks what was there before it began is an anomaly.")
    private boolean noStaleReads;

    /** The checker that was asked for, by name. */
    Optional<String> checkerName() {
        return Optional.ofNullable(checker);
    }

    /**
     * The checker that was asked for, with its options.
     *
     * @throws UsageException none was, there is none of that name, or it does not take such options
     */
    Checker checker(Catalog catalog) {
        if (checker == null) {
            throw new UsageException("a history does not say what it is of: --checker NAME, one of "
                    + String.join(
                            ", ",
                            catalog.checkers().stream().map(CheckerSpec::name).toList()));
        }
        try {
            return catalog.checker(checker).make(options());
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    /** The same options for another process. */
    List<String> again() {
        List<String> words = new ArrayList<>(List.of("--time-limit", timeLimit));
        again(words, "--checker", checker);
        again(words, "--memory-limit", memoryLimit);
        again(words, "--model", model);
        again(words, "--initial", initial);
        again(words, "--algorithm", algorithm);
        again(words, "--ttl", ttl);
        if (independent != null) {
            words.add(independent ? "--independent" : "--no-independent");
        }
        if (permits != 1) {
            words.addAll(List.of("--permits", String.valueOf(permits)));
        }
        again(words, "--all", all);
        again(words, "--wfr-keys", wfrKeys);
        again(words, "--sequential-keys", sequentialKeys);
        again(words, "--linearizable-keys", linearizableKeys);
        return words;
    }

    private static void again(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.addAll(List.of(option, value));
        }
    }

    private static void again(List<String> words, String option, boolean set) {
        if (set) {
            words.add(option);
        }
    }

    /** Whether values are said to be {@code [key value]}, so that keys are independent of one another. */
    boolean keysAreIndependent() {
        return Boolean.TRUE.equals(independent);
    }

    private CheckerOptions options() {
        CheckerOptions options = CheckerOptions.DEFAULT;
        options = model == null ? options : options.withModel(model);
        options = independent == null ? options : options.withIndependent(independent);
        options = algorithm == null ? options : options.withAlgorithm(algorithm);
        options = ttl == null ? options : options.withTtl(DurationArgument.parse("--ttl", ttl));
        options = initial == null ? options : options.withInitial(EdnArgument.parse("--initial", initial));
        options = wfrKeys ? options.withAssumption("wfr-keys", true) : options;
        options = sequentialKeys ? options.withAssumption("sequential-keys", true) : options;
        options = linearizableKeys ? options.withAssumption("linearizable-keys", true) : options;
        options = noDuplicates ? options.withForbidden(CheckerOption.NO_DUPLICATES) : options;
        options = noStaleReads ? options.withForbidden(CheckerOption.NO_STALE_READS) : options;
        try {
            return options.withPermits(permits);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--permits: " + wrong.getMessage(), wrong);
        }
    }

    /**
     * How long it may take, for one file. It begins now.
     *
     * @throws UsageException a limit is none
     */
    CheckContext context(Terminal terminal) {
        CheckContext context =
                CheckContext.withTimeLimit(timeLimit()).withAll(all).withProgress(terminal::progress);
        return memoryLimit == null ? context : context.withMemoryLimit(ByteSize.parse("--memory-limit", memoryLimit));
    }

    /**
     * How long one check may take.
     *
     * @throws UsageException that is no time
     */
    Duration timeLimit() {
        return DurationArgument.parse("--time-limit", timeLimit);
    }
}
