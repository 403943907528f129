package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.Pace;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How faults are drawn by swarm, on virtual time. */
class SwarmDrawTest {
    private static final Duration INTERVAL = Duration.ofSeconds(4);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DEED = Duration.ofMillis(50);
    private static final String FAULTS = "kill,pause,partition";
    private static final Moments MOMENTS = new Moments(Set.of("write", "cas"), true);

    private static Schedule draw(long seed, String faults, Moments moments) {
        return DrawnFaults.draw(
                Schedule.NONE,
                FaultText.split(faults).stream().map(FaultText::parse).toList(),
                seed,
                Pace.of(INTERVAL),
                MINUTE,
                Drawing.SWARM,
                moments);
    }

    private static long count(Schedule schedule, String kind) {
        return schedule.faults().stream()
                .filter(fault -> fault.fault().kind().equals(kind))
                .count();
    }

    @Test
    void aSeedIsASchedule() {
        assertThat(draw(5, FAULTS, MOMENTS))
                .isEqualTo(draw(5, FAULTS, new Moments(Set.of("cas", "write"), true)))
                .isNotEqualTo(draw(6, FAULTS, MOMENTS));
        assertThat(ScheduleFile.read(ScheduleFile.write(draw(5, FAULTS, MOMENTS))))
                .as("it can be written down and run again")
                .isEqualTo(draw(5, FAULTS, MOMENTS));
    }

    @Test
    void eachIsAskedForAndSomeAreRareAndOthersFrequent() {
        Set<Boolean> rarePauses = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            Schedule schedule = draw(seed, FAULTS, MOMENTS);
            assertThat(count(schedule, "kill")).as("seed %s", seed).isGreaterThan(7);
            assertThat(count(schedule, "partition")).isPositive();
            rarePauses.add(count(schedule, "pause") == 1);
        }
        assertThat(rarePauses).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void theyComeMoreOftenThanPlainOnes() {
        long plain = 0;
        long swarm = 0;
        for (long seed = 0; seed < 20; seed++) {
            plain += count(
                    DrawnFaults.draw(Schedule.NONE, List.of(FaultText.parse("kill")), seed, Pace.of(INTERVAL), MINUTE),
                    "kill");
            swarm += count(draw(seed, "kill", Moments.ANY), "kill");
        }
        assertThat(swarm).isGreaterThan(plain * 3 / 2);
    }

    @Test
    void theFirstStrikeWaitsForSomethingToLoseAndIsInTheMidstOfAnOperation() {
        Schedule schedule = draw(1, "kill", MOMENTS);
        PlannedFault first = schedule.faults().get(0);
        Duration at = ((Condition.At) first.begin().get(0)).time();
        long enough = ((Condition.Operations) either(first, 1)).count();
        assertThat(ConditionText.print(first.begin().get(2))).contains("after=1:write:begun", "after=1:cas:begun");
        Duration later = ((Condition.For) first.begin().get(3)).length();
        assertThat(later).isLessThan(Duration.ofMillis(20));
        VirtualRun run = new VirtualRun(schedule, DEED).until(at.plusMillis(10));
        for (long done = 1; done < enough; done++) {
            run.invoke(0, "read").ok(0, "read");
        }
        // nobody writes yet: reads count as something done, and are not what it is to be in the midst of
        run.event(1, OpType.INVOKE, "write", 1L).event(1, OpType.OK, "write", 1L);
        run.invoke(0, "read").ok(0, "read");
        assertThat(run.lines()).isEmpty();
        run.event(1, OpType.INVOKE, "write", 2L).until(at.plusMillis(10).plus(later));
        assertThat(run.lines()).singleElement().asString().contains("kill-1 strikes: ");
    }

    @Test
    void mostLaterStrikesAreInTheMidstOfAnOperation() {
        List<PlannedFault> kills = draw(1, "kill", MOMENTS).faults();
        assertThat(kills.stream().skip(1).filter(kill -> kill.begin().size() > 2))
                .hasSizeGreaterThan(kills.size() / 2)
                .allSatisfy(kill ->
                        assertThat(ConditionText.print(kill.begin().get(2))).contains("after=1:write:begun"));
    }

    @Test
    void whatLiesInWaitIsThereFromTheFirstOperationsOn() {
        for (String kind : List.of("kill-participant", "kill-coordinator")) {
            List<PlannedFault> faults = draw(3, kind, MOMENTS).faults();
            assertThat(faults.get(0).begin()).singleElement().isInstanceOf(Condition.At.class);
            assertThat(((Condition.At) faults.get(0).begin().get(0)).time()).isLessThan(Duration.ofMillis(301));
        }
    }

    private static Condition either(PlannedFault fault, int place) {
        return ((Condition.AnyOf) fault.begin().get(place)).conditions().get(0);
    }

    @Test
    void whereNothingGoesOnTheyStrikeAllTheSame() {
        for (long seed = 0; seed < 10; seed++) {
            List<String> lines = new VirtualRun(draw(seed, FAULTS, MOMENTS), DEED)
                    .until(MINUTE)
                    .lines();
            for (String fault : FaultText.split(FAULTS)) {
                assertThat(lines).anySatisfy(line -> assertThat(line).contains(fault + "-1 strikes"));
            }
            assertThat(lines.stream().filter(line -> line.contains("kill-") && line.contains("strikes")))
                    .as("seed %s", seed)
                    .hasSizeGreaterThan(4);
        }
    }

    @Test
    void someWaitForAnotherOrForANewPrimary() {
        Set<String> awaited = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (PlannedFault fault : draw(seed, FAULTS, MOMENTS).faults()) {
                if (fault.begin().size() > 1 && fault.begin().get(1) instanceof Condition.AnyOf any) {
                    awaited.add(any.conditions().get(0).getClass().getSimpleName());
                }
            }
        }
        assertThat(awaited).contains("Began", "Primary");
        assertThat(draw(1, FAULTS, Moments.ANY).conditions())
                .as("where there are no primaries nobody waits for one")
                .noneMatch(condition -> condition instanceof Condition.Primary);
    }
}
