package io.ordeal.campaign;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.allot.Tonight;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.work.RunFacts;
import io.ordeal.campaign.work.Workers;
import io.ordeal.checker.CheckContext;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpecJson;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Takes up a night that was killed: what it had judged counts, in its order. What ran when it was killed is written down from
 * its run's folder, if its verdict is there; else it is lost, and as if it had not begun, so that its seed is tried.
 */
final class Resumption {
    private static final Duration JUDGE_AT_MOST = Duration.ofMinutes(10);

    private final CampaignMemory memory;
    private final Catalog catalog;
    private final List<CellRow> cells;
    private final Detections detections;
    private final NightListener listener;
    private final BiFunction<TrialRow, Workers.Made, TrialRow> assessing;

    /**
     * What is needed for it.
     *
     * @param cells of the night, as they are now
     * @param detections of the night
     * @param assessing makes the row of a trial that has come to its end
     */
    Resumption(
            CampaignMemory memory,
            Catalog catalog,
            List<CellRow> cells,
            Detections detections,
            NightListener listener,
            BiFunction<TrialRow, Workers.Made, TrialRow> assessing) {
        this.memory = memory;
        this.catalog = catalog;
        this.cells = cells;
        this.detections = detections;
        this.listener = listener;
        this.assessing = assessing;
    }

    /** Told of each surprise that is to be tried again: how it was made, what it has shown, how often it was tried since. */
    interface Again {
        void again(Choice choice, TrialRow surprise, int done);
    }

    /** Plays what was done into tonight. */
    void settle(NightRow night, Tonight tonight, Again again) throws IOException {
        List<CellRow> begun = memory.cells(night.id());
        requireTheSame(begun);
        Map<String, String> codes = new HashMap<>();
        begun.forEach(cell -> codes.put(cell.cell(), cell.code()));
        int lost = 0;
        List<TrialRow> done = new ArrayList<>();
        for (TrialRow trial : memory.trials(night.id())) {
            if (trial.state() == State.RUNNING) {
                TrialRow ended = hasVerdict(trial) ? judged(trial) : lost(trial);
                memory.write(ended, detections.newIn(ended));
                if (ended.state() == State.DONE) {
                    done.add(ended);
                } else {
                    lost++;
                }
            } else if (trial.state() == State.DONE) {
                done.add(trial);
            }
        }
        for (TrialRow trial : done) {
            Choice choice = choice(trial);
            tonight.begin(choice);
            if (choice.isProof()) {
                tonight.endProof(choice, detections.isBack(trial), trial.wholeMillis() / 1e3);
                continue;
            }
            tonight.end(choice, Optional.of(Rows.fact(trial, night, codes.getOrDefault(trial.cell(), ""))));
        }
        for (TrialRow trial : done) {
            if (trial.judgement() == Judgement.SURPRISE && trial.againOf().isEmpty()) {
                long since = done.stream()
                        .filter(other -> other.againOf().equals(Optional.of(trial.id())))
                        .count();
                again.again(choice(trial), trial, (int) since);
            }
        }
        listener.told("the night of " + java.time.Instant.ofEpochMilli(night.startedMillis()) + " is taken up: "
                + done.size() + " trials are done, " + lost + " were lost with it");
    }

    /** Else one night's trials would be judged by two rules. */
    private void requireTheSame(List<CellRow> begun) {
        Map<String, String> then = new TreeMap<>();
        begun.forEach(cell -> then.put(cell.cell(), cell.expected()));
        Map<String, String> now = new TreeMap<>();
        cells.forEach(cell -> now.put(cell.cell(), cell.expected()));
        String remedy = ": give the same file and options, or begin another without --resume";
        if (!then.keySet().equals(now.keySet())) {
            NavigableSet<String> other = new TreeSet<>(then.keySet());
            other.removeAll(now.keySet());
            throw new NightException("--resume: the night that was begun had other cells than this one"
                    + (other.isEmpty() ? "" : ", such as " + other.first()) + remedy);
        }
        then.forEach((cell, expected) -> {
            String today = String.valueOf(now.get(cell));
            if (!today.equals(expected)) {
                throw new NightException("--resume: when the night was begun, " + said(expected) + " was expected of "
                        + cell + ", and now " + said(today) + remedy);
            }
        });
    }

    private static String said(String expected) {
        return expected.isEmpty() ? "nothing" : expected;
    }

    /**
     * What a night's trials have taken of its budget: the time in which any of them went on, and not the time in which nobody
     * took it up again.
     */
    static long spentMillis(List<TrialRow> trials) {
        long spent = 0;
        long until = Long.MIN_VALUE;
        for (TrialRow trial : trials.stream()
                .sorted(Comparator.comparingLong(TrialRow::startedMillis))
                .toList()) {
            long end = trial.startedMillis() + trial.wholeMillis();
            spent += Math.max(0, end - Math.max(trial.startedMillis(), until));
            until = Math.max(until, end);
        }
        return spent;
    }

    private static boolean hasVerdict(TrialRow trial) {
        return trial.folder()
                .map(folder -> Files.exists(new RunFolder(Path.of(folder)).verdictFile()))
                .orElse(false);
    }

    /** Its worker had done all of it, and nobody was left to write it down. What it took is not known. */
    private TrialRow judged(TrialRow trial) throws IOException {
        RunFolder folder = new RunFolder(Path.of(trial.folder().orElseThrow()));
        TrialOutcome outcome = Judge.judgeRun(folder, catalog, CheckContext.withTimeLimit(JUDGE_AT_MOST));
        long ended = Files.getLastModifiedTime(folder.verdictFile()).toMillis();
        return assessing.apply(
                trial,
                new Workers.Made(RunFacts.of(outcome, catalog), Math.max(0, ended - trial.startedMillis()), 0, 0));
    }

    private Choice choice(TrialRow trial) {
        Duration time = RunSpecJson.read(trial.spec()).options().time();
        Optional<Tonight.Again> again = trial.againOf()
                .map(of -> new Tonight.Again(trial.cell(), of, trial.seed(), time, 1, 1, detections.isProof(of)));
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
