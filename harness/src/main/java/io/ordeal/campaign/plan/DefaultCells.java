package io.ordeal.campaign.plan;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.targets.OnlyAtEndpoints;
import io.ordeal.targets.Target;
import io.ordeal.trial.Terrains;
import io.ordeal.workload.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cells that a target's expectations ask for, under one workload: one without faults, and one for each expectation and
 * each family of the faults that it speaks of. A fault belongs to the expectation that counts when it strikes alone. A break
 * of which it is known when faults must strike is tried with these alone.
 */
final class DefaultCells {
    /** Clients that are JVMs of their own are few: each costs as much as a server. */
    private static final String FEW_CLIENTS = "4";

    private final Target target;
    private final Workload<?> workload;
    private final Map<String, String> options;
    private final Map<String, String> versions;
    private final Terrain terrain;

    DefaultCells(Target target, Workload<?> workload, AskedVersions asked) {
        this.target = target;
        this.workload = workload;
        this.options = new TreeMap<>(options(target, workload));
        this.options.putAll(asked.optionOf(target));
        this.versions = CellRuns.versions(target, options);
        this.terrain = Terrains.of(target, workload, RunOptions.DEFAULT);
    }

    /** The options that a target's clients ask for. */
    static Map<String, String> options(Target target, Workload<?> workload) {
        boolean processes = target.newClients()
                .forWorkload(workload.name())
                .findCommand(workload.clientType())
                .isPresent();
        return processes ? Map.of("concurrency", FEW_CLIENTS) : Map.of();
    }

    /** Adds the cells, and the expectations that have none. */
    void addTo(List<PlannedCell> cells, List<Untried> untried) {
        Map<String, Expectation> faults = new LinkedHashMap<>();
        for (String fault : spokenOf()) {
            if (refusal(fault).isEmpty()) {
                expected(Set.of(fault)).ifPresent(expectation -> faults.put(fault, expectation));
            }
        }
        for (Expectation expectation : target.expectations()) {
            if (!expectation.workload().equals(workload.name())) {
                continue;
            }
            Optional<String> elsewhere = OnlyAtEndpoints.refusal(target);
            if (elsewhere.isPresent()) {
                untried.add(new Untried(target.name(), expectation, elsewhere.get()));
                continue;
            }
            List<FaultChoice> choices = choices(expectation, faults);
            choices.forEach(choice -> cells.add(planned(choice, expectation)));
            if (choices.isEmpty()) {
                untried.add(new Untried(target.name(), expectation, why(expectation)));
            }
        }
    }

    private List<FaultChoice> choices(Expectation expectation, Map<String, Expectation> faults) {
        List<FaultChoice> choices = new ArrayList<>();
        FaultChoice strikes = FaultChoice.all(expectation.strikes());
        if (!expectation.strikes().isEmpty()
                && strikes.refusals(terrain).isEmpty()
                && expected(strikes.specs()).equals(Optional.of(expectation))) {
            return List.of(strikes);
        }
        if (expected(Set.of()).equals(Optional.of(expectation))) {
            choices.add(FaultChoice.NONE);
        }
        if (expectation.outcome() instanceof Outcome.Breaks
                && expectation.faults().size() > 1) {
            List<String> together = expectation.faults().stream().sorted().toList();
            if (together.stream().allMatch(fault -> refusal(fault).isEmpty())
                    && expected(expectation.faults()).equals(Optional.of(expectation))) {
                choices.add(FaultChoice.all(together));
            }
            return choices;
        }
        Map<FaultFamily, List<String>> mine = new EnumMap<>(FaultFamily.class);
        Map<FaultFamily, Set<Expectation>> shared = new HashMap<>();
        faults.forEach((fault, of) -> {
            FaultFamily family = kind(fault).family();
            shared.computeIfAbsent(family, none -> new LinkedHashSet<>()).add(of);
            if (of.equals(expectation) && isAskedFor(expectation, fault)) {
                mine.computeIfAbsent(family, none -> new ArrayList<>()).add(fault);
            }
        });
        mine.forEach((family, some) -> choices.add(FaultChoice.someOf(
                shared.getOrDefault(family, Set.of()).size() == 1 ? family.wire() : String.join("|", some), some)));
        return choices;
    }

    /** A break that takes no fault is not tried under each: it is known to break. */
    private static boolean isAskedFor(Expectation expectation, String fault) {
        return expectation.faults().contains(fault)
                || (expectation.faults().isEmpty() && expectation.outcome() instanceof Outcome.MayBreak);
    }

    /** Each fault that some expectation of the workload names; where one speaks of all, those that the others name. */
    private Set<String> spokenOf() {
        Set<String> all = new LinkedHashSet<>();
        target.expectations().stream()
                .filter(expectation -> expectation.workload().equals(workload.name()))
                .forEach(expectation -> expectation.faults().stream().sorted().forEach(all::add));
        return all;
    }

    private PlannedCell planned(FaultChoice choice, Expectation expectation) {
        return new PlannedCell(
                new Cell(target.name(), workload.name(), choice, options),
                1,
                Optional.of(expectation),
                false,
                Optional.empty(),
                target.cluster().nodes().size());
    }

    private Optional<Expectation> expected(Set<String> faults) {
        return target.expected(workload.name(), faults, versions);
    }

    private String why(Expectation expectation) {
        if (expectation.versions().isPresent()
                && !expectation.versions().orElseThrow().includes(versions)) {
            return "said of " + expectation.versions().orElseThrow() + ", and " + versions
                    + " is what runs: --version, or a night's file, can ask for it";
        }
        List<String> refusals = expectation.faults().stream()
                .sorted()
                .flatMap(fault -> refusal(fault).stream())
                .distinct()
                .toList();
        return refusals.isEmpty() ? "those before it speak of all its runs" : String.join("; ", refusals);
    }

    private static FaultKind kind(String fault) {
        return FaultKinds.named(FaultSpec.parse(fault).kind());
    }

    private Optional<String> refusal(String fault) {
        return FaultKinds.refusal(FaultSpec.parse(fault), terrain);
    }
}
