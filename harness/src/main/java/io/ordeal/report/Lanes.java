package io.ordeal.report;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which line of the timeline a process is drawn on. A process whose operation ended as info is retired and its worker
 * goes on under another number, so one line shows a worker: process after process, never two at once.
 */
final class Lanes {
    private static final int EACH_ITS_OWN = 64;

    private final Map<Integer, Integer> ofProcess = new HashMap<>();
    private final List<List<Integer>> processes = new ArrayList<>();

    private Lanes() {}

    /**
     * Lines for all processes of a history.
     *
     * @param concurrency the run's number of workers, of which process {@code p} belongs to number {@code p mod
     *     concurrency}; 0 where it is not known: then it is told from when processes come and go
     */
    static Lanes of(History history, int concurrency) {
        Map<Integer, int[]> lives = lives(history);
        Lanes lanes = new Lanes();
        if (concurrency > 0 && lanes.byWorker(lives, concurrency)) {
            return lanes;
        }
        Lanes told = new Lanes();
        if (lives.size() <= EACH_ITS_OWN) {
            lives.keySet().stream().sorted().forEach(process -> told.put(process, told.newLane()));
        } else {
            told.byLife(lives);
        }
        return told;
    }

    int lane(int process) {
        return ofProcess.getOrDefault(process, 0);
    }

    int count() {
        return processes.size();
    }

    /** {@code p3}, or of several processes, one after the other, the first and the last: {@code p3…43}. */
    String name(int lane) {
        List<Integer> acting = processes.get(lane);
        if (acting.isEmpty()) {
            return "";
        }
        return "p" + acting.get(0) + (acting.size() == 1 ? "" : "…" + acting.get(acting.size() - 1));
    }

    /** First and last event of each process, the last beyond the history if an operation is open, in order of the first. */
    private static Map<Integer, int[]> lives(History history) {
        Map<Integer, int[]> lives = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i)) {
                int position = i;
                int[] life = lives.computeIfAbsent(history.process(i), p -> new int[] {position, position});
                life[1] = history.isInvoke(i) && history.partner(i) < 0 ? history.size() : Math.max(life[1], i);
            }
        }
        return lives;
    }

    /** False if two processes of one worker act at once: the numbers then mean something else. */
    private boolean byWorker(Map<Integer, int[]> lives, int concurrency) {
        int[] ends = new int[concurrency];
        Arrays.fill(ends, -1);
        for (int i = 0; i < concurrency; i++) {
            newLane();
        }
        for (Map.Entry<Integer, int[]> entry : lives.entrySet()) {
            int worker = entry.getKey() % concurrency;
            if (entry.getValue()[0] < ends[worker]) {
                return false;
            }
            ends[worker] = entry.getValue()[1];
            put(entry.getKey(), worker);
        }
        return true;
    }

    /** A line is taken over by the next process that begins after the line's last one has ended. */
    private void byLife(Map<Integer, int[]> lives) {
        PriorityQueue<int[]> endAndLane = new PriorityQueue<>(Comparator.comparingInt(entry -> entry[0]));
        lives.forEach((process, life) -> {
            int[] free = endAndLane.peek();
            int lane;
            if (free != null && free[0] < life[0]) {
                endAndLane.remove();
                lane = free[1];
            } else {
                lane = newLane();
            }
            endAndLane.add(new int[] {life[1], lane});
            put(process, lane);
        });
    }

    private int newLane() {
        processes.add(new ArrayList<>());
        return processes.size() - 1;
    }

    private void put(int process, int lane) {
        ofProcess.put(process, lane);
        processes.get(lane).add(process);
    }
}
