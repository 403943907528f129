package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules as files: both forms of conditions, both notations, and every mistake told with its line. */
class ScheduleFileTest {
    private static final String FILE = """
            # two followers stop at different times
            faults:
            - id: stop-b
              fault: kill:n2
              begin: at=2s
              end:
              - began: stop-c
              - {after: 50, f: write, stage: begun}
            - id: stop-c
              fault: kill:follower
              begin: [ended=x, {any: [primary=another, {for: 10s}]}]
            - id: x
              fault: partition:victim=stop-b:hold
              begin: {log: "LEADING: .*", node: n1, times: 2}
              end: deposed=any+for=250ms
            """;

    @Test
    void bothFormsOfConditionsMeanTheSame() {
        Schedule schedule = ScheduleFile.read(FILE);
        assertThat(schedule.faults())
                .extracting(PlannedFault::text)
                .containsExactly(
                        "stop-b=kill:n2@at=2s..began=stop-c+after=50:write:begun",
                        "stop-c=kill:follower@ended=x+primary=another/for=10s",
                        "x=partition:victim=stop-b:hold@log=\"LEADING: .*\":node=n1:times=2..deposed=any+for=250ms");
    }

    @Test
    void whatIsWrittenIsReadAgainAsYamlAndAsJson() {
        Schedule schedule = ScheduleFile.read(FILE);
        assertThat(ScheduleFile.read(ScheduleFile.write(schedule))).isEqualTo(schedule);
        assertThat(ScheduleFile.read(ScheduleFile.toJson(schedule).toString())).isEqualTo(schedule);
        Schedule drawn = VirtualRun.schedule("kill,partition:primary,pause:n1@after=200:add:key=7");
        assertThat(drawn.faults()).hasSizeGreaterThan(5);
        assertThat(ScheduleFile.read(ScheduleFile.write(drawn))).isEqualTo(drawn);
    }

    @Test
    void aFaultWithoutAnIdIsNamedForWhatItDoes() {
        assertThat(ScheduleFile.read("faults: [{fault: kill, begin: at=1s}, {fault: kill, begin: at=2s}]")
                        .faults())
                .extracting(PlannedFault::id)
                .containsExactly("kill-1", "kill-2");
    }

    private static void isRefused(String file, String... told) {
        assertThatThrownBy(() -> ScheduleFile.read(file))
                .as(file)
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(wrong -> assertThat(wrong.getMessage()).contains(List.of(told)));
    }

    @Test
    void mistakesAreToldWithLineKeyAndTheNearestName() {
        isRefused(
                "faults:\n- fault: kill\n  begn: at=1s\n",
                "line 3: there is no key 'begn'; nearest first: begin",
                "line 2: the key begin is missing");
        isRefused("faults:\n- fault: kil:n1\n  begin: at=1s\n", "line 2: there is no fault 'kil'; nearest first: kill");
        isRefused(
                "faults:\n- fault: kill\n  begin:\n  - aftr: 5\n",
                "line 4: there is no key 'aftr'; nearest first: after");
        isRefused(
                "faults:\n- fault: kill\n  begin:\n  - after: many\n",
                "line 4: after: expected how many operations, such as 200, found \"many\"");
        isRefused(
                "faults:\n- fault: kill\n  begin:\n  - at: 3\n",
                "line 4: at: expected a time of the main phase, such as 3s, found 3");
        isRefused(
                "faults:\n- fault: kill\n  begin:\n  - aftr=5\n",
                "line 4: there is no condition 'aftr'; nearest first: after");
        isRefused(
                "faults:\n- fault: kill\n  begin:\n  - at: 1s\n    f: add\n", "line 4: ", "there is no qualifier 'f'");
        isRefused("faults:\n- fault: kill\n  begin: at=1s\n  end: [began=y]\n", "there is no fault 'y'");
        isRefused(
                "faults:\n- {id: a, fault: kill, begin: at=1s}\n- {id: a, fault: kill, begin: at=1s}\n",
                "two faults are called a");
        isRefused("faults: []\n", "line 1: faults: expected a list of faults");
        isRefused("", "it is empty");
        isRefused("faults:\n- fault: kill\n  fault: pause\n", "line 3", "Duplicate");
        isRefused("faults: [", "neither YAML nor JSON");
    }
}
