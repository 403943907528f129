package io.ordeal.campaign;

import io.ordeal.campaign.allot.Proof;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.work.Replayed;
import io.ordeal.store.RunFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a night does about detections: the first trial that shows an anomaly of a cell becomes one, and those of earlier nights
 * are replayed. One that no replay brings back makes place for the next trial that shows the same; so does one that a person
 * retired.
 */
final class Detections {
    private final Map<String, Detection> here = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Proof> due;

    /**
     * A night's.
     *
     * @param before all, as they were before the night's own replays
     * @param ofNight trials that the night has made, by id
     * @param cells that it tries, by name
     */
    Detections(List<Detection> before, Set<String> ofNight, Set<String> cells) {
        before.forEach(detection -> {
            if (detection.isReplayed()) {
                taken.add(key(detection.cell(), detection.anomaly()));
            }
        });
        before.stream()
                .filter(detection -> cells.contains(detection.cell()) && !ofNight.contains(detection.trial()))
                // the run of one that another machine has found is there
                .filter(detection -> detection
                        .folder()
                        .map(Path::of)
                        .filter(RunFolder::isRun)
                        .isPresent())
                .forEach(detection -> here.put(detection.trial(), detection));
        due = Proof.inOrder(here.values());
    }

    List<Proof> due() {
        return due;
    }

    /**
     * What a trial that has come to its end is to be kept for, by its name: one anomaly, as a replay looks for one; empty if
     * there is nothing of which there is none yet.
     */
    Optional<String> newIn(TrialRow trial) {
        if (trial.state() != State.DONE
                || trial.againOf().isPresent()
                || trial.folder().isEmpty()) {
            return Optional.empty();
        }
        return trial.findings().stream()
                .map(Finding::anomaly)
                .distinct()
                .filter(anomaly -> !taken.contains(key(trial.cell(), anomaly)))
                .findFirst()
                .map(anomaly -> {
                    taken.add(key(trial.cell(), anomaly));
                    return anomaly;
                });
    }

    /** What a replay of an earlier night's trial is to bring back; empty if that is none of theirs. */
    Optional<Replayed> replayed(String trial) {
        return Optional.ofNullable(here.get(trial))
                .map(detection -> new Replayed(detection.folder().orElseThrow(), detection.anomaly()));
    }

    /** Whether an earlier night has made a trial, and this one replays it. */
    boolean isProof(String trial) {
        return here.containsKey(trial);
    }

    /** Whether a replay has shown again what it was to show. */
    boolean isBack(TrialRow replay) {
        return replay.againOf()
                .map(here::get)
                .filter(detection -> detection.isShownBy(replay))
                .isPresent();
    }

    private static String key(String cell, String anomaly) {
        return cell + " " + anomaly;
    }
}
