package io.ordeal.serve;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folders of runs as runs leave them, written by what runs write them with. */
final class SampleResults {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 12, 0);

    private final Path results;
    private int runs;

    SampleResults(Path results) {
        this.results = results;
    }

    Path results() {
        return results;
    }

    /** One that has begun. */
    RunFolder begun(String target, String workload, String... faults) throws IOException {
        RunSpec spec = new RunSpec(
                RunSpec.SCHEMA, target, workload, List.of(faults), RunOptions.DEFAULT, 40 + runs, Map.of("java", "17"));
        return RunFolder.create(results, spec, START.plusMinutes(runs++));
    }

    RunFolder valid(String target, String workload, String... faults) throws IOException {
        return ended(begun(target, workload, faults), new Verdict.Valid(), "holds", Optional.of(true));
    }

    RunFolder unknown(String target, String workload, String cause) throws IOException {
        return ended(begun(target, workload), new Verdict.Unknown(cause), "holds", Optional.empty());
    }

    /** One that shows what nobody expected. */
    RunFolder surprise(String target, String workload, String explanation) throws IOException {
        Anomaly anomaly = new Anomaly(AnomalyType.NONLINEARIZABLE, null, explanation, List.of());
        return ended(
                begun(target, workload, "kill:primary@after=200", "partition"),
                new Verdict.Invalid(List.of(anomaly)),
                "holds",
                Optional.of(false));
    }

    /** With a verdict, a history, a report and a server's log. */
    static RunFolder ended(RunFolder run, Verdict verdict, String expected, Optional<Boolean> asExpected)
            throws IOException {
        writeHistory(run, 20);
        Files.createDirectories(run.nodes().resolve("n1"));
        Files.writeString(run.nodes().resolve("n1").resolve("redis.log"), "ready\n<b>bold</b>\u001b[31mred\n");
        run.writeVerdict(new CheckReport(
                run.path().toString(),
                "register",
                20,
                1.5,
                new CheckResult(verdict, List.of("a note"), Map.of("availability", Map.of("all", Map.of("ok", 20)))),
                Optional.of(new CheckReport.Expected(expected, asExpected, "somebody says so"))));
        Files.writeString(run.reportFile(), "<!doctype html><title>report</title><script>1</script>");
        return run;
    }

    /** As many operations as a recorder has written so far, the last of which has not come to its end. */
    static void writeHistory(RunFolder run, int operations) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < operations; i++) {
            event(text, 2 * i, "invoke", i);
            if (i < operations - 1) {
                event(text, 2 * i + 1, "ok", i);
            }
        }
        Files.writeString(run.liveHistoryFile(), text);
    }

    private static void event(StringBuilder text, int index, String type, int value) {
        text.append("{:index ").append(index).append(", :time ").append(index * 10_000_000L);
        text.append(", :process 0, :type :")
                .append(type)
                .append(", :f :write, :value ")
                .append(value)
                .append("}\n");
    }
}
