package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.RecordedSchedule;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the recording n2 is killed from 450 ms to 650 ms, and n1 from 700 ms; the main phase ends at 1 s. */
class WitnessSpanTest {
    private static final Op LAST_READ = new Op(99, 2_000_000_000L, 0, OpType.OK, "read", null, null);

    @TempDir
    private Path folder;

    private static Anomaly of(History history, Integer... events) {
        return new Anomaly(
                AnomalyType.NONLINEARIZABLE,
                "r0",
                "made up",
                Arrays.stream(events).map(event -> byIndex(history, event)).toList());
    }

    private static Op byIndex(History history, int index) {
        return history.ops().stream()
                .filter(op -> op.index() == index)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> faults(Recording recording, Anomaly anomaly) {
        return WitnessSpan.of(recording, anomaly).faults().stream()
                .map(strike -> strike.fault().id())
                .toList();
    }

    /** The second write is over long before a fault strikes: what is wrong with it at once, no fault has done. */
    @Test
    void theNextFaultTouchesWhatLastReadsShow() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        Anomaly atOnce = of(recording.history(), 2, 3);
        Anomaly atLast = new Anomaly(
                AnomalyType.LOST,
                "r0",
                "made up",
                Stream.concat(atOnce.witness().stream(), Stream.of(LAST_READ)).toList());
        assertThat(faults(recording, atOnce)).isEmpty();
        assertThat(faults(recording, atLast)).containsExactly("k1");
        assertThat(WitnessSpan.of(recording, atLast).toNanos()).isEqualTo(1_000_000_000);
    }

    /** Servers that take four seconds to come back are not back before that, and what is done meanwhile meets that. */
    @Test
    void aFaultIsAtWorkUntilItsHealIsDone() throws IOException {
        Recording base = Recordings.twoKills(Files.createDirectory(folder.resolve("base")));
        Path file = folder.resolve("history.edn");
        Files.writeString(file, SLOW_HEAL);
        History history = HistoryReader.read(file).history();
        Anomaly meanwhile = of(history, 3, 4);
        Recording recording = new Recording(
                base.folder(),
                base.spec(),
                history,
                Recording.operations(history, Recordings.WORKERS),
                RecordedSchedule.of(history, Recordings.WORKERS),
                Duration.ofSeconds(10),
                Recordings.check(Verdict.invalid(meanwhile)));
        assertThat(faults(recording, meanwhile)).containsExactly("k1");
    }

    private static final String SLOW_HEAL = """
            {:index 0, :time 100000000, :process :nemesis, :type :info, :f :start-kill, :value "k1"}
            {:index 1, :time 110000000, :process :nemesis, :type :info, :f :start-kill, :value {:fault "kill:one", :id "k1", :whom "one", :nodes ["n2"], :trigger "at 100ms"}}
            {:index 2, :time 200000000, :process :nemesis, :type :info, :f :stop-kill, :value "k1"}
            {:index 3, :time 4000000000, :process 0, :type :invoke, :f :write, :value ["r0" 1]}
            {:index 4, :time 4010000000, :process 0, :type :ok, :f :write, :value ["r0" 1]}
            {:index 5, :time 5000000000, :process :nemesis, :type :info, :f :stop-kill, :value {:fault "kill:one", :id "k1", :trigger "for 100ms"}}
            """;
}
