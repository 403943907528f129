package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Last operations: what one has at a time, a lock or an office, is had once more, and given back. */
public final class LastGrants {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** No final phase has time for more. */
    private static final int TRIES = 1_000;

    private LastGrants() {}

    /**
     * Each thing by one worker, as whoever is granted it has to give it back.
     *
     * @param workers how many there are
     * @param things by name
     * @param take the operation that asks for one, which is tried until it is ok
     * @param then operations that follow, the one that gives it back last
     */
    public static Generator of(int workers, List<String> things, String take, List<String> then) {
        List<Generator> byWorker = new ArrayList<>();
        int busy = Math.min(workers, things.size());
        for (int w = 0; w < busy; w++) {
            int worker = w;
            List<Generator> steps = new ArrayList<>();
            for (int thing = w; thing < things.size(); thing += busy) {
                String name = things.get(thing);
                Invocation acquire = new Invocation(take, name);
                Generator tries = Generators.limit(TRIES, Generators.repeat(Generators.once(acquire)));
                steps.add(Generators.untilOk(Generators.delay(BETWEEN_TRIES, tries)));
                then.forEach(f -> steps.add(Generators.once(f, name)));
            }
            byWorker.add(Generators.onThreads(each -> each == worker, Generators.sequence(steps)));
        }
        return Generators.any(byWorker.toArray(Generator[]::new));
    }
}
