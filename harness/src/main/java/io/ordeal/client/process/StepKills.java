package io.ordeal.client.process;

import io.ordeal.fault.ClientKiller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which client is killed, and when. Of all steps that any client has come to in this run, one is drawn at which fewest were
 * killed, so that a step that few operations come to is hit as often as one that all do; the next client that comes to it
 * is killed: mostly before it goes on, else a moment later, in the midst of what it does next. If nobody comes, whoever
 * comes to any step is taken. Then clients have a while to come back.
 */
final class StepKills implements ClientKiller {
    private static final long NOBODY_CAME_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double LEAST_REST_SECONDS = 0.1;
    private static final double MOST_REST_SECONDS = 0.7;

    /** Moments after a step are drawn with equal chances per order of magnitude between these. */
    private static final double LEAST_DELAY_NANOS = 1e5;

    private static final double MOST_DELAY_NANOS = 3e7;

    /** Of kills, so many are done before the client goes on. */
    private static final double AT_ONCE = 2.0 / 3;

    /** How often each step was aimed at. */
    private final Map<String, Integer> steps = new TreeMap<>();

    /** The steps that each worker's clients were seen at, until one of them has come to a step again. */
    private final Map<Integer, Set<String>> firstSteps = new HashMap<>();

    /** Whether the steps of a whole operation are known: else the first of them would be hit, and no other. */
    private boolean knowsAnOperation;

    private final List<Map<String, Object>> killed = new ArrayList<>();
    private @Nullable SplittableRandom random;
    private @Nullable String aim;
    private long notBeforeNanos;

    /** @param delayNanos after the client was told to go on; 0 = it never is */
    record Kill(long delayNanos) {}

    @Override
    public synchronized void begin(SplittableRandom drawn) {
        random = drawn;
        killed.clear();
        aim = null;
        notBeforeNanos = System.nanoTime();
    }

    @Override
    public synchronized List<Map<String, Object>> end() {
        random = null;
        List<Map<String, Object>> told = List.copyOf(killed);
        killed.clear();
        return told;
    }

    /** A worker's client has come to a step: whether, and how, it is to be killed. */
    synchronized Optional<Kill> at(int worker, String step) {
        steps.putIfAbsent(step, 0);
        knowsAnOperation |=
                !firstSteps.computeIfAbsent(worker, w -> new HashSet<>()).add(step);
        SplittableRandom drawing = random;
        long now = System.nanoTime();
        if (drawing == null || now < notBeforeNanos) {
            return Optional.empty();
        }
        if (!knowsAnOperation && now < notBeforeNanos + NOBODY_CAME_NANOS) {
            return Optional.empty();
        }
        if (aim == null) {
            aim = draw(drawing);
        }
        if (!aim.equals(step) && now < notBeforeNanos + NOBODY_CAME_NANOS) {
            return Optional.empty();
        }
        aim = null;
        double rest = LEAST_REST_SECONDS + drawing.nextDouble() * (MOST_REST_SECONDS - LEAST_REST_SECONDS);
        notBeforeNanos = now + (long) (rest * 1e9);
        return Optional.of(new Kill(drawing.nextDouble() < AT_ONCE ? 0 : delay(drawing)));
    }

    private String draw(SplittableRandom drawing) {
        int fewest = Collections.min(steps.values());
        List<String> candidates = steps.keySet().stream()
                .filter(step -> steps.getOrDefault(step, 0) == fewest)
                .toList();
        String drawn = candidates.get(drawing.nextInt(candidates.size()));
        steps.merge(drawn, 1, Integer::sum);
        return drawn;
    }

    private static long delay(SplittableRandom drawing) {
        return (long) (LEAST_DELAY_NANOS * Math.pow(MOST_DELAY_NANOS / LEAST_DELAY_NANOS, drawing.nextDouble()));
    }

    /** A client is about to be killed. */
    synchronized void note(int process, int worker, String step, Kill kill) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("process", process);
        told.put("worker", worker);
        told.put("step", step);
        told.put("after-nanos", kill.delayNanos());
        killed.add(told);
    }
}
