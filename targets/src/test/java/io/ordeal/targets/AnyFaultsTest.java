package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.Pace;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.schedule.AnyFaults;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Terrains;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code --faults any} on what targets say of themselves; nothing is started. */
class AnyFaultsTest {
    private static Terrain terrain(String target, String workload) {
        Catalog catalog = Catalog.onClassPath();
        return Terrains.of(catalog.target(target), catalog.workload(workload), RunOptions.DEFAULT);
    }

    private static RunSpec spec(String target, String workload, List<String> faults) {
        return new RunSpec(RunSpec.SCHEMA, target, workload, faults, RunOptions.DEFAULT, 1, Map.of());
    }

    @Test
    void everyRunHasSomeThatTheTargetTakesAndNoneIsAlwaysThere() {
        Terrain terrain = terrain("redis-sentinel-token", "lock");
        int seeds = 60;
        Map<String, Integer> counts = new HashMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            List<String> drawn = AnyFaults.draw(terrain, seed);
            // the machine may lack what it takes to do some of those that were drawn
            assertThat(drawn).isNotEmpty().hasSizeLessThan(4).doesNotHaveDuplicates();
            assertThat(AnyFaults.draw(terrain, seed)).isEqualTo(drawn);
            assertThat(Nemesis.refusals(
                            spec("redis-sentinel-token", "lock", drawn)
                                    .drawnSchedule(io.ordeal.fault.schedule.Moments.ANY, java.util.Optional.empty()),
                            terrain))
                    .isEmpty();
            drawn.forEach(fault -> counts.merge(FaultText.withoutTrigger(fault), 1, Integer::sum));
        }
        assertThat(counts)
                .containsKeys("kill", "partition", "pause", "client-pause", "latency")
                .doesNotContainKey("corrupt-files");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isLessThan(seeds / 2));
    }

    @Test
    void membersChangeWhereTheyCan() {
        Terrain terrain = terrain("etcd-register", "register");
        List<String> drawn = LongStream.range(0, 60)
                .boxed()
                .flatMap(seed -> AnyFaults.draw(terrain, seed).stream())
                .map(FaultText::withoutTrigger)
                .toList();
        assertThat(drawn).contains("join", "leave", "replace");
        assertThat(Nemesis.refusals(schedule("join:n4,leave:n1,join:n1,leave:n1+n2,replace:primary"), terrain))
                .satisfiesExactly(
                        twice -> assertThat(twice).contains("join:n1").contains("n4"),
                        several -> assertThat(several).contains("one at a time"));
    }

    private static Schedule schedule(String faults) {
        return DrawnFaults.draw(
                Schedule.NONE,
                FaultText.split(faults).stream()
                        .map(text -> FaultText.parse(text + "@at=0s"))
                        .toList(),
                1,
                Pace.of(Duration.ofSeconds(1)),
                Duration.ofSeconds(1));
    }

    @Test
    void ofASystemInsideTheJvmClientsAreFrozen() {
        assertThat(AnyFaults.draw(terrain("jvm-register", "register"), 1)).containsExactly("client-pause");
    }
}
