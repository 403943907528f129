package io.ordeal.validate;

import io.ordeal.campaign.plan.Cell;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.plan.FaultChoice;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.trial.Terrains;
import io.ordeal.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that can be asked of a target: its workloads, without faults, under each that it takes, and under each two of them. */
public final class Questions {
    private final List<Question> all;
    private final List<Untold> untold;
    private final Map<String, Question> named = new HashMap<>();
    private final Map<String, List<Question>> weaker = new HashMap<>();

    /**
     * Some.
     *
     * @param all each name once; those with fewer faults are asked first, of these the likelier ones
     * @param untold faults under which nothing is asked
     */
    public Questions(List<Question> all, List<Untold> untold) {
        this.all = all.stream()
                .sorted(Comparator.<Question>comparingInt(
                                question -> question.faults().size())
                        .thenComparing(
                                Comparator.comparingDouble(Question::likelihood).reversed()))
                .toList();
        this.untold = List.copyOf(untold);
        Map<String, List<Question>> byWorkload = new HashMap<>();
        this.all.forEach(question -> {
            named.put(question.name(), question);
            byWorkload
                    .computeIfAbsent(question.workload(), none -> new ArrayList<>())
                    .add(question);
        });
        this.all.forEach(question -> weaker.put(
                question.name(),
                byWorkload.getOrDefault(question.workload(), List.of()).stream()
                        .filter(other -> other.isWeakerThan(question))
                        .toList()));
    }

    /**
     * What can be asked.
     *
     * @param workloads that are tried, of those that it serves
     * @param options as of a cell: {@code version}
     * @param run where its nodes run
     */
    public static Questions of(
            Target target, List<Workload<?>> workloads, Map<String, String> options, RunOptions run) {
        List<Question> all = new ArrayList<>();
        Map<String, Untold> untold = new LinkedHashMap<>();
        Set<String> takenBySome = new LinkedHashSet<>();
        for (Workload<?> workload : workloads) {
            Terrain terrain = Terrains.of(target, workload, run);
            List<String> taken = new ArrayList<>();
            for (FaultKind kind : FaultKinds.all()) {
                FaultSpec bare = new FaultSpec(kind.name(), Optional.empty(), Optional.empty());
                Optional<String> refusal = FaultKinds.refusal(bare, terrain);
                if (!kind.isDrawnUnasked()) {
                    untold.put(kind.name(), new Untold(kind.name(), "nothing is meant to survive it", false));
                } else if (refusal.isPresent()) {
                    untold.put(kind.name(), new Untold(kind.name(), refusal.get(), kind.isTakenBy(bare, terrain)));
                } else {
                    taken.add(kind.name());
                }
            }
            takenBySome.addAll(taken);
            combinations(taken).forEach(faults -> all.add(question(target, workload, options, faults)));
        }
        return new Questions(
                all,
                untold.values().stream()
                        .filter(each -> !takenBySome.contains(each.fault()))
                        .toList());
    }

    private static List<List<String>> combinations(List<String> faults) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of());
        for (int i = 0; i < faults.size(); i++) {
            all.add(List.of(faults.get(i)));
            for (int j = i + 1; j < faults.size(); j++) {
                all.add(List.of(faults.get(i), faults.get(j)));
            }
        }
        return all;
    }

    private static Question question(
            Target target, Workload<?> workload, Map<String, String> options, List<String> faults) {
        Map<String, String> all = new TreeMap<>(CellRuns.usualOptions(target, workload));
        all.putAll(options);
        Optional<Expectation> expected =
                target.expected(workload.name(), Set.copyOf(faults), CellRuns.versions(target, all));
        PlannedCell cell = new PlannedCell(
                new Cell(target.name(), workload.name(), FaultChoice.all(faults), all),
                1,
                expected,
                false,
                Optional.empty(),
                target.cluster().nodes().size());
        return new Question(
                cell,
                Likelihood.of(faults),
                cell.breaks().map(Expectation.Outcome.Breaks::within),
                !workload.levels().isEmpty());
    }

    /** Those with fewer faults first, of these the likelier ones. */
    public List<Question> all() {
        return all;
    }

    /** Faults under which nothing is asked. */
    public List<Untold> untold() {
        return untold;
    }

    /** The question of a name. */
    Question named(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    /** Those that ask the same of the same workload, under fewer of a question's faults. */
    List<Question> weakerThan(Question question) {
        return weaker.getOrDefault(question.name(), List.of());
    }
}
