package io.ordeal.campaign;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.allot.Tonight;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.store.RunSpecJson;
import io.ordeal.trial.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes up a night that was killed: what it had judged counts, in its order; what ran when it was killed has no verdict, is
 * written down as lost, and is as if it had not begun, so that its seed is tried.
 */
final class Resumption {
    private final CampaignMemory memory;
    private final Catalog catalog;
    private final Map<String, PlannedCell> cells;
    private final NightListener listener;

    Resumption(CampaignMemory memory, Catalog catalog, Map<String, PlannedCell> cells, NightListener listener) {
        this.memory = memory;
        this.catalog = catalog;
        this.cells = cells;
        this.listener = listener;
    }

    /** Plays what was done into tonight. */
    void settle(NightRow night, Tonight tonight, Set<String> repeated) {
        Map<String, String> codes = new HashMap<>();
        memory.cells(night.id()).forEach(cell -> codes.put(cell.cell(), cell.code()));
        List<String> gone = codes.keySet().stream()
                .filter(cell -> !cells.containsKey(cell))
                .sorted()
                .toList();
        if (!gone.isEmpty() || codes.size() != cells.size()) {
            throw new NightException("--resume: the night that was begun had other cells than this one"
                    + (gone.isEmpty() ? "" : ", such as " + gone.get(0))
                    + ": give the same file and options, or begin another without --resume");
        }
        int lost = 0;
        Map<String, Integer> attempts = new HashMap<>();
        List<TrialRow> done = new ArrayList<>();
        for (TrialRow trial : memory.trials(night.id())) {
            if (trial.state() == State.RUNNING) {
                memory.write(lost(trial));
                lost++;
            } else if (trial.state() == State.DONE && cells.containsKey(trial.cell())) {
                done.add(trial);
            }
        }
        for (TrialRow trial : done) {
            Choice choice = choice(trial);
            tonight.begin(choice);
            tonight.end(choice, Optional.of(Rows.fact(trial, night, codes.getOrDefault(trial.cell(), ""))));
            trial.againOf().ifPresent(of -> attempts.merge(of, 1, Integer::sum));
            if (trial.judgement() == Judgement.SURPRISE && trial.againOf().isEmpty()) {
                repeated.add(trial.cell()
                        + trial.findings().stream()
                                .map(finding -> finding.signature())
                                .sorted()
                                .toList());
            }
        }
        listener.told("the night of " + java.time.Instant.ofEpochMilli(night.startedMillis()) + " is taken up: "
                + done.size() + " trials are done, " + lost + " were lost with it");
    }

    private Choice choice(TrialRow trial) {
        Duration time = RunSpecJson.read(trial.spec()).options().time();
        Optional<Tonight.Again> again =
                trial.againOf().map(of -> new Tonight.Again(trial.cell(), of, trial.seed(), time, 1, 1));
        return new Choice(trial.cell(), time, trial.seed(), trial.why(), again, Need.nothing());
    }

    private static TrialRow lost(TrialRow trial) {
        return new TrialRow(
                trial.id(),
                trial.night(),
                trial.cell(),
                trial.why(),
                trial.spec(),
                trial.seed(),
                trial.startedMillis(),
                State.LOST,
                0,
                0,
                "",
                Judgement.OPEN,
                "",
                "killed with its night",
                0,
                trial.violationMillis(),
                "{}",
                0,
                0,
                "",
                trial.folder(),
                trial.againOf(),
                List.of());
    }
}
