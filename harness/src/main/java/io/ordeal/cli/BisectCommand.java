package io.ordeal.cli;

import io.ordeal.reproduce.BisectedTries;
import io.ordeal.reproduce.Bisection;
import io.ordeal.reproduce.Bisection.Answer;
import io.ordeal.software.KnownVersions;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal bisect}: between which versions an anomaly came, or went. */
@Command(
        name = "bisect",
        description = {
            "Tries versions of a server, by replays of a run or by seeds of a cell, until it is known between which"
                    + " two of",
            "them an anomaly came, or went. What was tried is kept: the same command goes on where it was."
        },
        footer = {
            "",
            "Exit codes: 0 it is told, 2 it can't be told, 254 bad arguments, 255 the harness failed.",
            "  ./ordeal bisect postgres-serializable/list-append@rate=0,concurrency=20 --versions 12..18 --time 20s"
        },
        mixinStandardHelpOptions = true)
final class BisectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "RUN|CELL",
            description =
                    "The folder of a run that broke something; or target/workload/faults@option=value,… as ./ordeal"
                            + " nightly --plan prints it.")
    private String what = "";

    @Option(
            names = "--versions",
            required = true,
            paramLabel = "A..B",
            description =
                    "Those of this range with which the target was tried, and both ends; or A,B,C. NAME=A..B where"
                            + " there are several kinds of software.")
    private String versions = "";

    @Option(names = "--anomaly", paramLabel = "TYPE", description = "That is looked for; of a cell, any without.")
    private @Nullable String anomaly;

    @Option(names = "--tries", paramLabel = "N", description = "Of a version, at most; ${DEFAULT-VALUE} without.")
    private int tries = 30;

    @Option(names = "--time", paramLabel = "30s", description = "Of a cell's main phase; ${DEFAULT-VALUE} without.")
    private String time = "30s";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of a cell's first try, the next is one more; ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Mixin
    private final JarOption jars = new JarOption();

    BisectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Catalog catalog = jars.catalog();
        BisectedWork work;
        KnownVersions known;
        BisectedTries tried;
        Bisection bisection;
        try {
            work = work(catalog);
            known = KnownVersions.parse(versions, work.target().cluster());
            Path file = kept(results.folder(), work, known);
            tried = new BisectedTries(file, (version, number) -> {
                terminal.progress(known.product() + " " + version + ", try " + (number + 1));
                Optional<BisectedTries.Made> made = work.once(known.product(), version, number);
                made.ifPresent(one -> told(known.product(), version, number, one));
                return made;
            });
            bisection = new Bisection(known.inOrder(), tries, tried);
            terminal.err()
                    .println("ordeal: " + work.name() + ", " + known.product() + " "
                            + String.join(", ", known.inOrder())
                            + (tried.remembered() == 0 ? "" : "; " + tried.remembered() + " tries are remembered")
                            + "; kept in "
                            + file);
        } catch (NoSuchElementException | IllegalArgumentException | IOException wrong) {
            throw new UsageException(wrong);
        }
        Bisection.Outcome outcome = Interruptible.run(work::stop, bisection::run);
        terminal.clearLine();
        terminal.out().print(text(known, work.name(), outcome));
        terminal.out().flush();
        return status(outcome.answer()).status();
    }

    private void told(String product, String version, int number, BisectedTries.Made made) {
        terminal.clearLine();
        terminal.err()
                .println("ordeal: " + product + " " + version + ", try " + (number + 1) + ": "
                        + switch (made.result()) {
                            case SHOWN -> "shown";
                            case ABSENT -> "not shown";
                            case UNKNOWN -> "no verdict: " + made.why();
                            case FAILED -> "could not be run: " + made.why();
                        }
                        + made.run().map(run -> " (" + run + ")").orElse(""));
    }

    private BisectedWork work(Catalog catalog) throws IOException {
        Optional<RunFolder> run = RunFolder.of(Path.of(what));
        if (run.isPresent()) {
            return BisectedWork.replays(run.get(), catalog, Optional.ofNullable(anomaly), results.folder());
        }
        Duration main = DurationArgument.parse("--time", time);
        return BisectedWork.seeds(what, catalog, Optional.ofNullable(anomaly), main, seed, results.folder());
    }

    /** Its name tells all that a try hangs on, so that others' tries are not taken for these. */
    static Path kept(Path results, BisectedWork work, KnownVersions known) {
        CRC32 all = new CRC32();
        all.update((work.identity() + " " + known.product()).getBytes(StandardCharsets.UTF_8));
        return results.resolve("bisect")
                .resolve(known.product() + "-" + String.format("%08x", all.getValue()) + ".jsonl");
    }

    private static String text(KnownVersions known, String name, Bisection.Outcome outcome) {
        String product = known.product();
        StringBuilder text = new StringBuilder();
        for (Bisection.Tried tried : outcome.tried()) {
            text.append("  ")
                    .append(product)
                    .append(' ')
                    .append(tried.version())
                    .append(": ")
                    .append(tried)
                    .append('\n');
        }
        text.append(sentence(known, name, outcome.answer())).append('\n');
        if (!outcome.passedOver().isEmpty()) {
            text.append("Passed over, as they could not be told: ")
                    .append(String.join(", ", outcome.passedOver()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String sentence(KnownVersions known, String name, Answer answer) {
        String product = known.product();
        if (answer instanceof Answer.Came came) {
            return turned(known, came.before(), came.from(), "The first bad version is ", came.from(), came.before());
        } else if (answer instanceof Answer.Went went) {
            return turned(known, went.before(), went.from(), "The last bad version is ", went.before(), went.from());
        } else if (answer instanceof Answer.TooRare rare) {
            return "It can't be told: it comes about too rarely. " + rare.needed() + " tries of " + product + " "
                    + rare.version() + " would be needed: --tries " + rare.needed()
                    + ", or a longer --time, or a run in which it is likelier (./ordeal replay RUN --search 10m).";
        } else if (answer instanceof Answer.Throughout) {
            return "Both ends have it: take earlier or later versions.";
        } else if (answer instanceof Answer.Nowhere) {
            return "Neither end has shown it: it comes about too rarely in " + name
                    + ", or not at all. More --tries, a longer --time, or other versions.";
        } else if (answer instanceof Answer.NoVerdict none) {
            return "It can't be told: " + product + " " + none.version() + " comes to no verdict, or can't be run.";
        }
        return "It was stopped: the same command goes on where it was.";
    }

    /** Versions between the two that could not be told may be on either side. */
    private static String turned(
            KnownVersions known, String before, String from, String claim, String bad, String good) {
        List<String> inOrder = known.inOrder();
        List<String> between = inOrder.subList(inOrder.indexOf(before) + 1, inOrder.indexOf(from));
        return (between.isEmpty()
                        ? claim + known.product() + " " + bad
                        : "It is between " + known.product() + " " + before + " and " + from + ", as "
                                + String.join(", ", between) + " could not be told; of these two " + bad + " has it")
                + ": " + good + " has not shown it in as many tries as its rate asks for, which is wrong 1 time in 20"
                + " at most if it would show it as often.";
    }

    private static ExitCode status(Answer answer) {
        return answer instanceof Answer.Came || answer instanceof Answer.Went || answer instanceof Answer.Throughout
                ? ExitCode.VALID
                : ExitCode.UNKNOWN;
    }
}
