package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults tied to what their victims logged before they were struck: n2 at 450 ms, n1 at 699 ms. */
class AsLoggedTest {
    @TempDir
    private Path folder;

    @Test
    void eachKindOfLineIsGuessedTheLastFirst() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        Files.writeString(
                recording.folder().logFile(),
                "12:00:00.000 INFO  io.ordeal.trial.Trial [main] the main phase begins\n");
        log(recording, "n2", """
            12:00:00.100 one thing was done, number 1
            12:00:00.200 something else was done
            12:00:00.300 one thing was done, number 2
            12:00:00.460 too late for that
            """);
        log(recording, "n1", "12:00:00.460 only of the other\n");
        List<AsLogged.Variant> variants = AsLogged.of(ReplayPlan.of(recording));
        assertThat(variants.stream()
                        .map(one -> one.plan().schedule().faults().get(0).text()))
                .satisfiesExactly(
                        last -> assertThat(last).startsWith("k1=kill:n2@").contains("one thing was done", "node=n2"),
                        before -> assertThat(before).startsWith("k1=kill:n2@").contains("something else was done"),
                        other -> assertThat(other).startsWith("k2=kill:n1@").contains("only of the other"));
        assertThat(variants)
                .allSatisfy(one -> assertThat(one.plan().schedule().faults()).hasSize(1));
    }

    /** Each of those that were struck together, by what it logged itself. */
    @Test
    void ofSeveralThatWereStruckEachIsStruckAlone() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        Files.writeString(
                recording.folder().logFile(),
                "12:00:00.000 INFO  io.ordeal.trial.Trial [main] the main phase begins\n");
        log(recording, "n1", "12:00:00.100 notes were removed\n");
        log(recording, "n2", "12:00:00.200 something was done\n");
        ReplayPlan plan = ReplayPlan.of(recording);
        PlannedFault both = new PlannedFault(
                "k1",
                FaultSpec.parse("kill:n1+n2"),
                List.of(new Condition.At(Duration.ofMillis(450))),
                List.of(new Condition.For(Duration.ofMillis(200))));
        assertThat(AsLogged.of(plan.withSchedule(new Schedule(List.of(both)))).stream()
                        .map(one -> one.plan().schedule().faults().get(0).text()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("k1=kill:n1@").contains("notes were removed", "node=n1"),
                        second -> assertThat(second).startsWith("k1=kill:n2@").contains("something was done"));
    }

    private static void log(Recording recording, String node, String lines) throws IOException {
        Path folder = Files.createDirectories(recording.folder().nodes().resolve(node));
        Files.writeString(folder.resolve(node + ".log"), lines);
    }
}
