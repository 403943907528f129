package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a history to the schedule that does the same again. */
class RecordedScheduleTest {
    private static final String RECORDED = """
        {:index 0, :time 50000000, :process 0, :type :invoke, :f :read, :value nil}
        {:index 1, :time 1050000000, :process :nemesis, :type :info, :f :start-kill, :value "kill-1"}
        {:index 2, :time 1100000000, :process :nemesis, :type :info, :f :start-partition, :value "p"}
        {:index 3, :time 1200000000, :process :nemesis, :type :info, :f :start-kill, :value {:fault "kill", :id "kill-1", :trigger "at 1s", :whom "one", :nodes ["n3"], :primaries ["n3"]}}
        {:index 4, :time 1300000000, :process :nemesis, :type :info, :f :start-partition, :value {:fault "partition", :id "p", :trigger "x", :whom "halves", :groups [["n1"] ["n2" "n3"]], :mode "hold", :primaries ["n1"]}}
        {:index 5, :time 2050000000, :process :nemesis, :type :info, :f :stop-kill, :value "kill-1"}
        {:index 6, :time 2350000000, :process :nemesis, :type :info, :f :stop-kill, :value {:fault "kill", :id "kill-1", :trigger "for 850ms", :back ["n3"]}}
        {:index 7, :time 2400000000, :process :nemesis, :type :info, :f :start-pause, :value "pause-1"}
        {:index 8, :time 2450000000, :process :nemesis, :type :info, :f :start-pause, :value {:fault "pause:minority", :id "pause-1", :trigger "at 2s", :whom "minority", :nodes ["n2" "n4"], :primaries ["n1"]}}
        {:index 9, :time 2500000000, :process :nemesis, :type :info, :f :start-kill, :value "kill-2"}
        {:index 10, :time 2600000000, :process :nemesis, :type :info, :f :start-kill, :value {:fault "kill", :id "kill-2", :trigger "y", :skipped "dead already"}}
        {:index 11, :time 4000000000, :process :nemesis, :type :info, :f :stop-partition, :value "p"}
        {:index 12, :time 4100000000, :process :nemesis, :type :info, :f :stop-partition, :value {:fault "partition", :id "p"}}
        {:index 13, :time 4200000000, :process :nemesis, :type :info, :f :stop-pause, :value "pause-1"}
        {:index 14, :time 4300000000, :process :nemesis, :type :info, :f :stop-pause, :value {:fault "pause:minority", :id "pause-1"}}
        """;

    @TempDir
    private Path folder;

    private Schedule recorded() throws Exception {
        History history = HistoryReader.read(Files.writeString(folder.resolve("history.edn"), RECORDED))
                .history();
        return RecordedSchedule.of(history, 10);
    }

    @Test
    void timesAreThoseOfTheDeedsAndVictimsAreNotDrawnAgain() throws Exception {
        assertThat(recorded()).isEqualTo(ScheduleFile.read("""
            faults:
            - {id: kill-1, fault: "kill:primary", begin: at=1s, end: at=2s}
            - {id: p, fault: "partition:halves:hold", begin: at=1050ms}
            - {id: pause-1, fault: "pause:n2+n4", begin: at=2350ms}
            """));
    }

    /** Clients are dealt by how many there are; hosts are drawn again by the same key. */
    @Test
    void clientsThatWereDealtOneByOneAreOnTheirSidesByTheirNames() throws Exception {
        assertThat(partition("primary", "[[\"n1\" \"s1\" \"c4\" \"c0\"] [\"n2\" \"c1\"]]"))
                .isEqualTo("primary+c0+c4");
        assertThat(partition("primary", "[[\"n1\"] [\"n2\" \"c1\"]]")).isEqualTo("primary+nobody");
        assertThat(partition("one", "[[\"n1\" \"c0\"] [\"c1\"]]")).isEqualTo("n1+c0");
        assertThat(partition("one", "[[\"n1\" \"c0\"] [\"n2\" \"c1\"]]")).isEqualTo("one");
        assertThat(partition("primary", "[[\"n1\" \"c0\"] [\"n2\" \"c1\"] [\"n3\"]]"))
                .isEqualTo("primary");
    }

    private String partition(String whom, String groups) throws Exception {
        String history = """
            {:index 0, :time 0, :process :nemesis, :type :info, :f :start-partition, :value "p"}
            {:index 1, :time 1000000, :process :nemesis, :type :info, :f :start-partition, :value {:fault "partition:%s", :id "p", :draws "partition#1", :trigger "x", :whom "%s", :groups %s, :mode "drop"}}
            """.formatted(whom, whom, groups);
        Schedule read = RecordedSchedule.of(
                HistoryReader.read(Files.writeString(folder.resolve(whom + groups.hashCode() + ".edn"), history))
                        .history(),
                10);
        return read.faults().get(0).fault().whom().orElseThrow();
    }

    /** One lies in wait for whoever comes, one kills whoever comes to a step: it was somebody, and is that one again. */
    @Test
    void whoWasKilledIsNamedWhoeverComesNextIsFrozenAndDrawsAreKeyedAsTheyWere() throws Exception {
        History history = HistoryReader.read(Files.writeString(folder.resolve("clients.edn"), """
            {:index 0, :time 0, :process 1, :type :invoke, :f :publish, :value 1}
            {:index 1, :time 100000000, :process :nemesis, :type :info, :f :start-client-pause, :value "p1"}
            {:index 2, :time 200000000, :process :nemesis, :type :info, :f :start-client-pause, :value {:fault "client-pause", :id "p1", :draws "client-pause#1", :trigger "at 1s", :whom "the next that comes to it", :moment "point"}}
            {:index 3, :time 300000000, :process 1, :type :ok, :f :publish, :value 1}
            {:index 4, :time 400000000, :process :nemesis, :type :info, :f :stop-client-pause, :value "p1"}
            {:index 5, :time 500000000, :process :nemesis, :type :info, :f :stop-client-pause, :value {:fault "client-pause", :id "p1", :trigger "for 300ms", :frozen [{:process 1, :worker 1, :nanos 5}]}}
            {:index 6, :time 500000000, :process :nemesis, :type :info, :f :start-kill-coordinator, :value "k"}
            {:index 7, :time 500000000, :process :nemesis, :type :info, :f :start-kill-coordinator, :value {:fault "kill-coordinator", :id "k", :draws "kill-coordinator#1", :trigger "at 1s", :whom "one after the other"}}
            {:index 8, :time 600000000, :process 1, :type :invoke, :f :publish, :value 2}
            {:index 9, :time 700000000, :process 1, :type :info, :f :publish, :value 2}
            {:index 10, :time 800000000, :process 5, :type :invoke, :f :publish, :value 3}
            {:index 11, :time 900000000, :process :nemesis, :type :info, :f :stop-kill-coordinator, :value "k"}
            {:index 12, :time 900000000, :process :nemesis, :type :info, :f :stop-kill-coordinator, :value {:fault "kill-coordinator", :id "k", :trigger "for 2s", :killed [{:process 1, :worker 1, :step "row written", :after-nanos 0}]}}
            """))
                .history();
        assertThat(RecordedSchedule.of(history, 4)).isEqualTo(ScheduleFile.read("""
            faults:
            - {id: p1, fault: "client-pause:point", draws: "client-pause#1", begin: at=100ms, end: at=400ms}
            - id: k-1
              fault: "kill-coordinator:asking"
              draws: "kill-coordinator#1"
              begin: ["after=2:begun:worker=1", "step='row written':worker=1"]
            """));
    }

    /** Anybody's operation would have done, and it was that one's. */
    @Test
    void whoWasFrozenInTheMidstOfAnOperationIsNamed() throws Exception {
        History history = HistoryReader.read(Files.writeString(folder.resolve("frozen.edn"), """
            {:index 0, :time 0, :process 6, :type :invoke, :f :write, :value 1}
            {:index 1, :time 100000000, :process :nemesis, :type :info, :f :start-client-pause, :value "p1"}
            {:index 2, :time 200000000, :process :nemesis, :type :info, :f :start-client-pause, :value {:fault "client-pause:open", :id "p1", :draws "client-pause#1", :trigger "at 1s", :whom "the next that comes to it", :moment "open"}}
            {:index 3, :time 300000000, :process 6, :type :ok, :f :write, :value 1}
            {:index 4, :time 400000000, :process :nemesis, :type :info, :f :stop-client-pause, :value "p1"}
            {:index 5, :time 500000000, :process :nemesis, :type :info, :f :stop-client-pause, :value {:fault "client-pause:open", :id "p1", :trigger "for 300ms", :frozen [{:process 6, :worker 2, :nanos 5}]}}
            """))
                .history();
        assertThat(RecordedSchedule.of(history, 4)).isEqualTo(ScheduleFile.read("""
            faults:
            - {id: p1, fault: "client-pause:c2:open", draws: "client-pause#1", begin: at=100ms, end: at=400ms}
            """));
    }

    @Test
    void itRunsAsItWasRecorded() throws Exception {
        assertThat(new VirtualRun(recorded(), Duration.ZERO).untilMillis(10_000).lines())
                .containsExactly(
                        "1000 kill-1 strikes: at 1s",
                        "1050 p strikes: at 1050ms",
                        "2000 kill-1 heals: at 2s",
                        "2350 pause-1 strikes: at 2350ms");
    }

    @Test
    void whatWasRecordedIsAFileToBeChangedByHand() throws Exception {
        Schedule schedule = recorded();
        assertThat(ScheduleFile.read(ScheduleFile.write(schedule))).isEqualTo(schedule);
    }
}
