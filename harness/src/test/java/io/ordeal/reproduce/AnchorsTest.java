package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What faults are tied to, whether they came in their order, and how a schedule is mended. */
class AnchorsTest {
    @TempDir
    private Path folder;

    private Recording recording;

    @BeforeEach
    void record() throws Exception {
        recording = Recordings.twoKills(folder);
    }

    private List<String> tied(AnchorChoice choice) throws Exception {
        return texts(Anchors.of(recording, choice).schedule());
    }

    private static List<String> texts(Schedule schedule) {
        return schedule.faults().stream().map(PlannedFault::text).toList();
    }

    @Test
    void byTimeTheyAreAsTheyWere() throws Exception {
        assertThat(tied(AnchorChoice.TIME)).containsExactly("k1=kill:n2@at=450ms..at=650ms", "k2=kill:n1@at=699ms");
    }

    @Test
    void byOperationsTheyWaitForTheLastThatHadBegunAndLastAsLong() throws Exception {
        assertThat(tied(AnchorChoice.OPERATIONS))
                .containsExactly("k1=kill:n2@after=5:begun+for=50ms..for=200ms", "k2=kill:n1@after=7:begun+for=99ms");
    }

    /** What was written at 400 ms is over when n2 is killed at 450 ms; a rare one that is not is what may have been struck. */
    @Test
    void anOperationOfARareKindThatIsOpenIsPreferred() throws Exception {
        Path history = folder.resolve("history.edn");
        Files.writeString(
                history,
                Files.readString(history)
                        .replace(
                                "{:index 10, :time 450000000",
                                "{:index 9, :time 420000000, :process 1, :type :invoke, :f :read, :value [\"r0\" nil]}\n"
                                        + "{:index 10, :time 450000000")
                        .replaceAll(":index \\d+, ", ""));
        recording = Recordings.of(folder);
        assertThat(tied(AnchorChoice.OPERATIONS).get(0)).isEqualTo("k1=kill:n2@after=1:read:begun+for=30ms..for=200ms");
    }

    @Test
    void theNearestIsTakenWhateverItIs() throws Exception {
        assertThat(tied(AnchorChoice.NEAREST))
                .containsExactly("k1=kill:n2@after=5:begun+for=50ms..for=200ms", "k2=kill:n1@ended=k1+for=49ms");
    }

    @Test
    void aLineThatIsTheOnlyOneOfItsKindIsNearer() throws Exception {
        Files.createDirectories(folder.resolve("nodes/n1"));
        Files.writeString(folder.resolve("ordeal.log"), "14:59:59.900 INFO  Trial [main] the main phase begins\n");
        Files.writeString(folder.resolve("nodes/n1/server.log"), """
                2026-01-01 13:00:00.300 accepted a connection from 127.0.0.1:5021
                2026-01-01 13:00:00.310 accepted a connection from 127.0.0.1:5022
                2026-01-01 13:00:00.340 [7] elected leader of term 3
                2026-01-01 13:00:01.700 [7] elected leader of term 4
                """);
        assertThat(tied(AnchorChoice.NEAREST).get(0))
                .isEqualTo("k1=kill:n2@log=\"\\Qelected leader of term\\E\":node=n1+for=10ms..for=200ms");
        assertThat(tied(AnchorChoice.LOG).get(1)).startsWith("k2=kill:n1@log=");
        assertThat(tied(AnchorChoice.OPERATIONS).get(0)).startsWith("k1=kill:n2@after=5:begun");
    }

    @Test
    void conditionsThatWereAskedForStay() throws Exception {
        Files.writeString(folder.resolve("schedule.yaml"), """
                faults:
                - {id: k1, fault: "kill:one", begin: "after=4:write", end: "for=200ms"}
                - {id: k2, fault: "kill:one", begin: "ended=k1+for=1s"}
                """);
        assertThat(tied(AnchorChoice.NEAREST))
                .containsExactly("k1=kill:n2@after=4:write..for=200ms", "k2=kill:n1@ended=k1+for=49ms");
    }

    @Test
    void whatIsTiedIsAFileToBeChangedByHand() throws Exception {
        Schedule schedule = Anchors.of(recording, AnchorChoice.NEAREST).schedule();
        assertThat(ScheduleFile.read(ScheduleFile.write(schedule))).isEqualTo(schedule);
    }

    @Test
    void aFaultThatCameTooEarlyWaitsForTheOneBeforeItToo() throws Exception {
        Map<String, Long> other = Map.of("k1", 700_000_000L, "k2", 100_000_000L);
        Schedule schedule = Anchors.of(recording, AnchorChoice.OPERATIONS).schedule();
        FaultOrder.Miss miss =
                FaultOrder.firstMiss(schedule, other, recording.history()).orElseThrow();
        assertThat(miss.fault()).isEqualTo("k1");
        assertThat(miss.after()).contains("k2");
        assertThat(texts(Mending.mend(schedule, recording.schedule(), miss).orElseThrow()))
                .contains("k1=kill:n2@after=5:begun+for=50ms+began=k2..for=200ms");
    }

    @Test
    void inItsOwnOrderNothingIsMissed() throws Exception {
        Schedule schedule = Anchors.of(recording, AnchorChoice.OPERATIONS).schedule();
        assertThat(FaultOrder.firstMiss(schedule, FaultOrder.strikes(recording.history()), recording.history()))
                .isEmpty();
    }

    @Test
    void aFaultThatDidNotComeIsTiedToItsTimeAndThenThereIsNothingLeftToMend() throws Exception {
        Schedule schedule = Anchors.of(recording, AnchorChoice.OPERATIONS).schedule();
        FaultOrder.Miss absent = new FaultOrder.Miss("k2", Optional.empty(), "it did not come");
        Schedule mended = Mending.mend(schedule, recording.schedule(), absent).orElseThrow();
        assertThat(texts(mended)).contains("k2=kill:n1@at=699ms");
        assertThat(Mending.mend(mended, recording.schedule(), absent)).isEmpty();
    }
}
