package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** When drawn faults come and go, on virtual time. */
class DrawnFaultsTest {
    private static final String FAULTS = "kill,pause,partition,client-pause";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration DEED = Duration.ofMillis(100);
    private static final Pattern LINE = Pattern.compile("(\\d+) (.*)-(\\d+) (strikes|heals): .*");

    private static Schedule draw(long seed, String faults, Duration time) {
        return DrawnFaults.draw(
                Schedule.NONE,
                FaultText.split(faults).stream().map(FaultText::parse).toList(),
                seed,
                Pace.of(INTERVAL),
                time);
    }

    private static List<String> run(long seed, String faults, Duration time) {
        return new VirtualRun(draw(seed, faults, time), DEED).until(time).lines();
    }

    /** One fault's moments in milliseconds, strikes and heals in turn. */
    private static List<Long> of(List<String> lines, String fault) {
        List<Long> moments = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            if (matcher.group(2).equals(fault)) {
                assertThat(matcher.group(4)).isEqualTo(moments.size() % 2 == 0 ? "strikes" : "heals");
                moments.add(Long.parseLong(matcher.group(1)));
            }
        }
        return moments;
    }

    @Test
    void everyFaultComesWithinTenSecondsWhateverTheSeed() {
        for (long seed = 0; seed < 40; seed++) {
            List<String> lines = run(seed, FAULTS, Duration.ofSeconds(10));
            for (String fault : FaultText.split(FAULTS)) {
                assertThat(of(lines, fault)).as("seed %s: %s", seed, fault).isNotEmpty();
                assertThat(of(lines, fault).get(0)).isLessThan(3_000);
            }
        }
    }

    /** Also in a run that is shorter than the usual quiet time: what can't be injected is refused by what is drawn. */
    @Test
    void everyFaultComesInAShortRun() {
        for (long seed = 0; seed < 40; seed++) {
            List<String> lines = run(seed, FAULTS, Duration.ofSeconds(1));
            for (String fault : FaultText.split(FAULTS)) {
                assertThat(of(lines, fault)).as("seed %s: %s", seed, fault).isNotEmpty();
            }
        }
    }

    /** Whatever the times that were drawn, and however long one takes to be injected. */
    @Test
    void noneComesTwiceBeforeEachHasComeOnce() {
        List<String> faults = FaultText.split(FAULTS);
        for (long seed = 0; seed < 40; seed++) {
            for (String slow : faults) {
                Duration time = Duration.ofMinutes(2);
                Set<String> struck = new HashSet<>();
                for (String line : new VirtualRun(
                                draw(seed, FAULTS, time), id -> id.equals(slow + "-1") ? Duration.ofSeconds(45) : DEED)
                        .until(time)
                        .lines()) {
                    Matcher matcher = LINE.matcher(line);
                    assertThat(matcher.matches()).as(line).isTrue();
                    if (matcher.group(4).equals("strikes")) {
                        boolean isFirst = struck.add(matcher.group(2));
                        assertThat(isFirst || struck.size() == faults.size())
                                .as("seed %s, %s is slow: %s", seed, slow, line)
                                .isTrue();
                        assertThat(isFirst || Long.parseLong(matcher.group(1)) > 45_000)
                                .as("the slow one is in force: %s", line)
                                .isTrue();
                    }
                }
                assertThat(struck).hasSize(faults.size());
            }
        }
    }

    @Test
    void spansAndQuietTimesAreAsDrawn() {
        for (long seed = 0; seed < 10; seed++) {
            List<String> lines = run(seed, FAULTS, Duration.ofMinutes(2));
            for (String fault : FaultText.split(FAULTS)) {
                List<Long> moments = of(lines, fault);
                assertThat(moments).hasSizeGreaterThan(15);
                for (int i = 1; i < moments.size(); i++) {
                    long span = moments.get(i) - moments.get(i - 1) - DEED.toMillis();
                    // Half to one and a half intervals; a client that freezes rests for less.
                    boolean pause = fault.equals("client-pause");
                    boolean quiet = i % 2 == 0;
                    double least = !pause ? 0.5 : quiet ? 0.1 : 0.5;
                    double most = !pause ? 1.5 : quiet ? 0.5 : 1.5;
                    assertThat((double) span / INTERVAL.toMillis())
                            .as("seed %s: %s, from the end of one deed to the next", seed, fault)
                            .isBetween(least - 0.001, most);
                }
            }
        }
    }

    /** Whatever the interval: what matters is whether it outlasts the lease, and most do. */
    @Test
    void clientsFreezeAroundTheirLease() {
        Duration lease = Duration.ofSeconds(2);
        List<Double> leases = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            Schedule schedule = DrawnFaults.draw(
                    Schedule.NONE,
                    List.of(FaultText.parse("client-pause")),
                    seed,
                    new Pace(Duration.ofMinutes(1), Optional.of(lease)),
                    Duration.ofMinutes(20));
            for (PlannedFault pause : schedule.faults()) {
                Condition.For end = (Condition.For) pause.end().get(0);
                leases.add((double) end.length().toMillis() / lease.toMillis());
            }
        }
        assertThat(leases).allSatisfy(length -> assertThat(length).isBetween(0.499, 2.75));
        assertThat(leases.stream().filter(length -> length > 1).count())
                .isBetween(leases.size() * 3L / 4, leases.size() - 1L);
    }

    @Test
    void aSeedIsAScheduleAndAFaultsTimesAreItsOwn() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(draw(11, FAULTS, minute)).isEqualTo(draw(11, FAULTS, minute)).isNotEqualTo(draw(12, FAULTS, minute));
        assertThat(run(11, FAULTS, minute)).isEqualTo(run(11, FAULTS, minute));
        assertThat(of(run(3, "kill", minute), "kill")).isEqualTo(of(run(3, FAULTS, minute), "kill"));
    }

    @Test
    void faultsOverlapSometimes() {
        int inForce = 0;
        int most = 0;
        for (String line : run(11, FAULTS, Duration.ofMinutes(1))) {
            inForce += line.contains("strikes") ? 1 : -1;
            most = Math.max(most, inForce);
        }
        assertThat(most).isGreaterThanOrEqualTo(2);
    }

    @Test
    void faultsThatSayWhenStrikeOnceAndLastAsDrawn() {
        Schedule schedule = draw(1, "kill:n1@at=3s,kill:n1@after=5..ended=x,x=pause:n2@at=1s,kill:n1", INTERVAL);
        assertThat(schedule.faults())
                .extracting(PlannedFault::id)
                .startsWith("kill-n1-1", "kill-n1-2", "x", "kill-n1-3")
                .doesNotHaveDuplicates();
        assertThat(schedule.find("kill-n1-1").orElseThrow().end()).hasOnlyElementsOfType(Condition.For.class);
        assertThat(DrawnFaults.asked(
                        Schedule.NONE,
                        FaultText.split("kill:n1@at=3s,pause").stream()
                                .map(FaultText::parse)
                                .toList()))
                .isEqualTo(new Schedule(List.of(new PlannedFault(
                        "kill-n1-1", FaultSpec.parse("kill:n1"), ConditionText.parseAll("at=3s"), List.of()))));
        assertThatThrownBy(() -> draw(1, "kill,kill", INTERVAL)).hasMessageContaining("asked for twice");
        assertThatThrownBy(() -> draw(1, "kill@began=stop-d,stop-b=pause@at=1s", INTERVAL))
                .hasMessageContaining("there is no fault 'stop-d'; nearest first: stop-b");
    }
}
