package io.ordeal.campaign;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.plan.NightSettings;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes the folders of old runs by the rule of the night's file. It touches what the memory knows for a night's run, lies
 * below the results' folder, and is a run, and nothing else; the rows stay. So do runs that nights to come replay.
 */
final class Pruning {
    private final CampaignMemory memory;
    private final Path results;
    private final NightSettings settings;

    Pruning(CampaignMemory memory, Path results, NightSettings settings) {
        this.memory = memory;
        this.results = results.toAbsolutePath().normalize();
        this.settings = settings;
    }

    /** @param tonight the night's number */
    void prune(long tonight) throws IOException {
        Set<String> replayed = memory.detections().stream()
                .filter(Detection::isReplayed)
                .map(Detection::trial)
                .collect(Collectors.toSet());
        for (TrialRow trial : memory.trialsToBeShown()) {
            boolean violation = trial.judgement() == Judgement.SURPRISE || trial.judgement() == Judgement.KNOWN;
            Optional<Integer> keep = violation ? settings.keepViolations() : settings.keepNights();
            long age = tonight - Night.number(trial.startedMillis());
            if (trial.folder().isPresent() && keep.isPresent() && age >= keep.get() && !replayed.contains(trial.id())) {
                Path folder = Path.of(trial.folder().get()).toAbsolutePath().normalize();
                // another folder that shares the memory looks after its own
                if (folder.startsWith(results)) {
                    remove(folder);
                    memory.forgetFolder(trial.id());
                }
            }
        }
    }

    private void remove(Path whole) throws IOException {
        if (whole.equals(results) || !RunFolder.isRun(whole)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(whole)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
