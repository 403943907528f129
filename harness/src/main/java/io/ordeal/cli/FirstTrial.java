package io.ordeal.cli;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.report.AsciiPicture;
import io.ordeal.store.CheckReport;
import io.ordeal.store.CheckReportJson;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Showcase;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./ordeal run} without arguments: short trials of real servers, one table, the picture of a violation. */
final class FirstTrial {
    private final Terminal terminal;
    private final Catalog catalog;
    private final Path results;
    private final boolean json;

    FirstTrial(Terminal terminal, Catalog catalog, Path results, boolean json) {
        this.terminal = terminal;
        this.catalog = catalog;
        this.results = results;
        this.json = json;
    }

    private record Row(Showcase.Scene scene, TrialOutcome outcome) {
        /** What was expected, as far as the target says it; and it was so. */
        boolean asExpected() {
            return outcome.report()
                    .expectation()
                    .flatMap(CheckReport.Expected::asExpected)
                    .orElse(false);
        }
    }

    /** Valid when every outcome is the expected one. */
    ExitCode run(long seed, ClusterKind cluster) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Showcase showcase : catalog.showcases()) {
            for (Showcase.Scene scene : showcase.scenes(seed)) {
                rows.add(new Row(
                        scene,
                        trial(scene.run().withOptions(scene.run().options().withCluster(cluster)))));
                if (Interruptible.isEnding()) {
                    terminal.error("interrupted: the trials that remain were not made");
                    return ExitCode.UNKNOWN;
                }
            }
        }
        if (rows.isEmpty()) {
            throw new UsageException("there is no showcase on the class path: name a --target");
        }
        if (!json) {
            picture(rows);
            table(rows);
        }
        boolean allAsExpected = rows.stream().allMatch(Row::asExpected);
        if (!allAsExpected) {
            terminal.error("an outcome is not the expected one: seed " + seed + ", the folders above have all of it");
        }
        boolean broken = rows.stream()
                .anyMatch(row -> !row.asExpected()
                        && !row.outcome().report().result().verdict().isUnknown());
        return allAsExpected ? ExitCode.VALID : broken ? ExitCode.INVALID : ExitCode.UNKNOWN;
    }

    private TrialOutcome trial(RunSpec spec) throws Exception {
        TrialProgress progress = new TrialProgress(terminal, spec);
        try {
            TrialOutcome outcome = Interruptible.run(new Trial(spec, catalog, results, progress));
            if (json) {
                terminal.out().println(CheckReportJson.write(outcome.report()));
                terminal.out().flush();
            }
            return outcome;
        } finally {
            progress.end();
        }
    }

    private void picture(List<Row> rows) {
        for (Row row : rows) {
            for (Anomaly anomaly : row.outcome().report().result().verdict().anomaliesOrNone()) {
                terminal.out().println(row.scene().run().target() + ": " + anomaly.explanation());
                terminal.out().println();
                terminal.out().println(AsciiPicture.draw(anomaly, terminal.style()));
                terminal.out().println();
                return;
            }
        }
    }

    private void table(List<Row> rows) {
        String form = "%-20s  %-46s  %-7s  %-17s  %s%n";
        terminal.out().printf(form, "target", "what it is, and under what", "verdict", "anomaly", "as expected");
        for (Row row : rows) {
            CheckReport report = row.outcome().report();
            terminal.out()
                    .printf(
                            form,
                            row.scene().run().target(),
                            row.scene().title(),
                            verdict(report.result().verdict()),
                            report.result().verdict().anomaliesOrNone().stream()
                                    .map(Anomaly::type)
                                    .findFirst()
                                    .orElse("–"),
                            row.asExpected()
                                    ? "yes"
                                    : "NO: "
                                            + report.expectation()
                                                    .map(CheckReport.Expected::outcome)
                                                    .orElse("nothing is said of it"));
        }
        terminal.out().println();
        for (Row row : rows) {
            terminal.out().println("report: " + row.outcome().folder().reportFile());
        }
        terminal.out().flush();
    }

    private static String verdict(Verdict verdict) {
        return verdict.isValid() ? "valid" : verdict.isInvalid() ? "INVALID" : "unknown";
    }
}
