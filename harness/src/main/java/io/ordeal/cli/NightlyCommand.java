package io.ordeal.cli;

import io.ordeal.campaign.Night;
import io.ordeal.campaign.NightEnd;
import io.ordeal.campaign.NightException;
import io.ordeal.campaign.NightListener;
import io.ordeal.campaign.NightRequest;
import io.ordeal.campaign.memory.Build;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.MemoryException;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.plan.AskedVersions;
import io.ordeal.campaign.plan.NightFile;
import io.ordeal.campaign.plan.NightSettings;
import io.ordeal.campaign.plan.Plan;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.told.CellResult;
import io.ordeal.campaign.told.CellStatus;
import io.ordeal.campaign.told.DetectionLines;
import io.ordeal.campaign.told.HistoryText;
import io.ordeal.campaign.told.NightOutputs;
import io.ordeal.campaign.told.NightSummary;
import io.ordeal.names.NearestNames;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal nightly}: every cell, every night, red only on a surprise. */
@Command(
        name = "nightly",
        description = {
            "Tries target × workload × faults within a time, by what each is expected to show; without a file all that",
            "targets expect of themselves. Writes results/nightly/{summary.md,index.html,junit.xml,metrics.txt}."
        },
        footer = {
            "",
            "Exit codes: 0 green or yellow, 1 red, 2 blind (a canary did not break, or nothing came to a verdict) or",
            "interrupted, 254 it can't be begun, 255 the harness or its surroundings, such as a full disk, ended it."
        })
final class NightlyCommand implements Callable<Integer> {
    private static final Pattern SHARD = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private final HelpOption help = new HelpOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.yaml",
            description = "What is to be tried; its schema is nightly.schema.json.")
    private @Nullable Path file;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Until the last trial ends, such as 30m; 2h without.")
    private @Nullable String budget;

    @Option(names = "--jobs", paramLabel = "N", description = "Trials side by side at most, as far as there is room.")
    private @Nullable Integer jobs;

    @Option(names = "--shard", paramLabel = "I/N", description = "The I-th of N parts, from 1, each for a machine.")
    private String shard = "1/1";

    @Option(names = "--seed", paramLabel = "N", description = "Of all seeds; the night's number without.")
    private @Nullable Long seed;

    @Option(names = "--resume", description = "Takes up the last night, which did not come to its end.")
    private boolean resume;

    @Mixin
    private final ResultsOption results = new ResultsOption();

    @Option(
            names = "--memory",
            paramLabel = "FILE",
            description = "The database; memory.sqlite in the results without.")
    private @Nullable Path memory;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "These cells, and the canaries: redis-token, postgres-*/bank.")
    private @Nullable String only;

    @Option(names = "--no-spare", description = "Ends when each cell was tried, instead of when the budget is spent.")
    private boolean noSpare;

    @Option(names = "--plan", description = "Prints the cells and what is expected of them, and tries nothing.")
    private boolean planOnly;

    @Option(names = "--history", description = "Prints what the memory knows, and tries nothing.")
    private boolean history;

    @Option(
            names = "--detections",
            description = "Prints what nights to come replay, a line of JSON each, and tries nothing.")
    private boolean detections;

    @Option(
            names = "--retire",
            paramLabel = "DETECTION",
            description = "One that --detections prints is replayed no more; takes --because.")
    private @Nullable String retire;

    @Option(names = "--because", paramLabel = "WORDS", description = "Why one is retired.")
    private @Nullable String because;

    @Option(
            names = "--merge",
            split = ",",
            paramLabel = "FILE",
            description = "Adds other memories to this one, and writes the last night's summary anew.")
    private List<Path> merge = new ArrayList<>();

    @Mixin
    private final VersionOptions versions = new VersionOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    NightlyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try {
            return run().status();
        } catch (NightException | MemoryException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ExitCode run() throws Exception {
        if (history || detections || retire != null || !merge.isEmpty()) {
            NightSettings settings =
                    file == null ? NightSettings.DEFAULT : plan(jars.catalog()).settings();
            settings = memory == null ? settings : settings.withMemory(memory);
            String retired = retire;
            return retired != null
                    ? memory(settings, open -> retire(open, retired))
                    : detections
                            ? memory(settings, this::printDetections)
                            : history ? memory(settings, this::printHistory) : merge(settings);
        }
        Plan plan = plan(jars.catalog());
        if (planOnly) {
            print(plan);
            return ExitCode.VALID;
        }
        Matcher parts = SHARD.matcher(shard);
        if (!parts.matches()) {
            throw new UsageException("--shard takes i/n, with i from 1 to n, such as 1/4, not " + shard);
        }
        int of = Integer.parseInt(parts.group(2));
        int mine = Integer.parseInt(parts.group(1));
        try {
            plan.shard(mine, of, 0);
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageException(outOfRange);
        }
        NightRequest request = new NightRequest(
                plan,
                file == null ? "" : Files.readString(file),
                resultsFolder(),
                memoryFile(plan.settings()),
                mine,
                of,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                resume,
                WorkerCommand.of(jars),
                Build.revision(Path.of(System.getProperty("ordeal.home", ".")), System.getenv()));
        Night night = new Night(request, jars.catalog(), Clock.system(ZoneId.systemDefault()), listener());
        NightEnd end = Interruptible.run(night::stop, night::run);
        terminal.clearLine();
        return tell(end.summary(), end);
    }

    private Plan plan(Catalog catalog) throws IOException {
        AskedVersions asked = asked(catalog);
        Plan plan = file == null ? NightFile.everything(catalog, asked) : read(file, catalog, asked);
        NightSettings settings = plan.settings();
        try {
            settings = budget == null ? settings : settings.withBudget(DurationArgument.parse("--budget", budget));
            settings = jobs == null ? settings : settings.withJobs(jobs);
            settings = noSpare ? settings.withoutSpare() : settings;
            settings = memory == null ? settings : settings.withMemory(memory);
            plan = plan.with(settings);
            return only == null ? plan : plan.only(only);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    private AskedVersions asked(Catalog catalog) {
        try {
            return AskedVersions.parse(versions.texts(), catalog.targets());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    private static Plan read(Path file, Catalog catalog, AskedVersions asked) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            return NightFile.read(Files.readString(file), catalog, parent == null ? Path.of("") : parent, asked);
        } catch (IOException unreadable) {
            throw new UsageException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private NightListener listener() {
        return new NightListener() {
            @Override
            public void ended(TrialRow trial) {
                terminal.clearLine();
                terminal.err()
                        .println("ordeal: " + trial.cell() + ": " + trial.verdict() + ", "
                                + trial.judgement().wire() + ", " + trial.mainMillis() / 1000 + " s in "
                                + trial.wholeMillis() / 1000 + " s, seed " + trial.seed() + " (" + trial.why() + ")"
                                + (trial.cause().isEmpty() ? "" : ": " + trial.cause()));
            }

            @Override
            public void told(String sentence) {
                terminal.warn(sentence);
            }
        };
    }

    private ExitCode tell(NightSummary summary, @Nullable NightEnd end) {
        Path folder = resultsFolder().resolve("nightly");
        boolean written = write(summary, folder);
        terminal.out().println(summary.headline());
        for (CellResult cell : summary.cells()) {
            if (cell.status() != CellStatus.GREEN && cell.status() != CellStatus.UNREACHED) {
                terminal.out().println("  " + cell.status().wire() + "  " + cell.name() + ": " + cell.sentence());
            }
        }
        summary.goneSentences().forEach(each -> terminal.out().println("  gone  " + each));
        if (written) {
            terminal.out().println("summary: " + folder.resolve("index.html"));
        }
        terminal.out().flush();
        if (!written || (end != null && end.diskFull())) {
            return ExitCode.HARNESS;
        }
        if (summary.outcome().isRed()) {
            return ExitCode.INVALID;
        }
        if (end != null && end.interrupted()) {
            terminal.error("the night was interrupted; --resume takes it up");
            return ExitCode.UNKNOWN;
        }
        return summary.outcome().isBlind() ? ExitCode.UNKNOWN : ExitCode.VALID;
    }

    /** Whether there was room for it; what the night before has left is still there, if not. */
    private boolean write(NightSummary summary, Path folder) {
        try {
            NightOutputs.write(summary, folder);
            return true;
        } catch (IOException full) {
            terminal.error("the summary can't be written to " + folder + ": " + Failures.describe(full)
                    + "; what it would say is in the memory: ./ordeal nightly --history");
            return false;
        }
    }

    private interface Reading {
        ExitCode of(CampaignMemory memory);
    }

    /** What is asked of a memory that must be there. */
    private ExitCode memory(NightSettings settings, Reading reading) {
        Path known = memoryFile(settings);
        if (!Files.isRegularFile(known)) {
            throw new UsageException(
                    "there is no memory " + known + ": make a night first, or name it by --memory or --results");
        }
        try (CampaignMemory open = CampaignMemory.open(known)) {
            ExitCode code = reading.of(open);
            terminal.out().flush();
            return code;
        }
    }

    private ExitCode printHistory(CampaignMemory open) {
        terminal.out().print(HistoryText.of(open));
        return ExitCode.VALID;
    }

    private ExitCode printDetections(CampaignMemory open) {
        open.detections().forEach(each -> terminal.out().print(DetectionLines.of(each)));
        return ExitCode.VALID;
    }

    private ExitCode retire(CampaignMemory open, String id) {
        if (because == null || because.isBlank()) {
            throw new UsageException("--retire: say why, for those who read it later: --because 'mended in 1.2'");
        }
        List<Detection> all = open.detections();
        List<Detection> meant =
                all.stream().filter(each -> each.id().equals(id)).toList();
        if (meant.isEmpty()) {
            throw new UsageException("--retire: "
                    + NearestNames.unknown(
                            "detection", id, all.stream().map(Detection::id).toList()));
        }
        meant.forEach(each -> open.retire(each, because));
        terminal.err().println("ordeal: " + id + " is replayed no more");
        return ExitCode.VALID;
    }

    /** The last night is that of the last number, with the last row of each of its shards. */
    private ExitCode merge(NightSettings settings) {
        try (CampaignMemory open = CampaignMemory.open(memoryFile(settings))) {
            for (Path other : merge) {
                int[] added = open.merge(other);
                terminal.err()
                        .println("ordeal: " + other + ": " + added[0] + " nights and " + added[1] + " trials were new");
            }
            List<NightRow> all = open.nights();
            if (all.isEmpty()) {
                throw new UsageException("--merge: no memory knows of a night");
            }
            long last = all.get(all.size() - 1).number();
            Map<String, String> ofShards = new LinkedHashMap<>();
            all.stream().filter(row -> row.number() == last).forEach(row -> ofShards.put(row.shard(), row.id()));
            return tell(NightSummary.of(open, List.copyOf(ofShards.values()), settings.unknownNights()), null);
        }
    }

    private void print(Plan plan) {
        for (PlannedCell cell : plan.cells()) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-70s %s%s",
                            cell.name(),
                            cell.expected()
                                    .map(expected -> expected.outcome().text())
                                    .orElse("nothing is said of it"),
                            cell.canary().map(of -> "  (canary: " + of + ")").orElse("")));
        }
        terminal.out().println();
        plan.untried().forEach(claim -> terminal.out().println("not tried: " + claim.text()));
        plan.blindSpots().forEach(spot -> terminal.out().println("no canary for: " + spot));
        terminal.out().println(plan.cells().size() + " cells");
        terminal.out().flush();
    }

    private Path memoryFile(NightSettings settings) {
        return settings.memory()
                .orElseGet(() -> resultsFolder().resolve("memory.sqlite"))
                .toAbsolutePath();
    }

    private Path resultsFolder() {
        return results.folder().toAbsolutePath();
    }
}
