package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What must be done to see an anomaly, in one file that needs nothing else: {@code reproduce.json}.
 *
 * @param plan system, versions, operations, faults with what they wait for; its recording's history is a run of it that
 *     showed the anomaly
 * @param signature of the anomaly
 * @param rate how often it came about when just this was done
 * @param isConfirmed whether the rate is that of fresh runs, made once nothing more was to be left out; else it is that of
 *     the tries by which it was chosen, which flatters it
 */
public record Reproduction(ReplayPlan plan, Signature signature, Rate rate, boolean isConfirmed) {
    /** The version of the file's form. */
    public static final int SCHEMA = 1;

    private static final Duration JUDGE_AT_MOST = Duration.ofMinutes(10);

    /** Writes it; what stands there is replaced once this one is whole. */
    public void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(unfinished, ReproductionJson.write(this), StandardCharsets.UTF_8);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads one, and judges the history in it once more.
     *
     * @throws IOException it can't be read
     * @throws IllegalArgumentException it can't be understood, or its history does not show what it says
     * @throws NoSuchElementException its workload does not exist here
     */
    public static Reproduction read(Path file, Catalog catalog) throws IOException {
        ReproductionJson.Content content = ReproductionJson.read(Files.readString(file, StandardCharsets.UTF_8));
        History history = content.history();
        CheckReport check = Judge.judge(
                file.toString(),
                content.spec().workload(),
                Judge.checkerOf(content.spec(), catalog),
                new ReadHistory(history, List.of()),
                CheckContext.withTimeLimit(JUDGE_AT_MOST));
        if (check.result().verdict().anomaliesOrNone().stream()
                .map(Anomaly::type)
                .noneMatch(content.signature().type()::equals)) {
            throw new IllegalArgumentException(file + ": its history should show "
                    + content.signature().type() + ", and does not: it was changed, or the checker was");
        }
        Recording recording = new Recording(
                new RunFolder(file),
                content.spec(),
                history,
                content.operations(),
                content.spec().schedule(),
                content.spec().options().time(),
                check);
        return new Reproduction(
                new ReplayPlan(
                        recording,
                        content.operations(),
                        content.spec().schedule(),
                        content.spec().options(),
                        content.spec().versions()),
                content.signature(),
                content.rate(),
                content.isConfirmed());
    }
}
