package io.ordeal.campaign.plan;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A night's cells, and how it is spent.
 *
 * @param cells each name once
 * @param untried expectations of the plan's targets that have no cell
 * @param blindSpots checkers and families of faults for which nothing is known that must break, so that there is no canary
 * @param settings how it is spent
 */
public record Plan(List<PlannedCell> cells, List<Untried> untried, List<String> blindSpots, NightSettings settings) {
    public Plan {
        cells = List.copyOf(cells);
        untried = List.copyOf(untried);
        blindSpots = List.copyOf(blindSpots);
        Set<String> names = new HashSet<>();
        cells.forEach(cell -> {
            if (!names.add(cell.name())) {
                throw new IllegalArgumentException("the cell " + cell.name() + " is there twice");
            }
        });
    }

    /**
     * The cells that a pattern means, and all canaries.
     *
     * @throws IllegalArgumentException it means none
     */
    public Plan only(String pattern) {
        CellPattern meant = new CellPattern(pattern);
        if (cells.stream().noneMatch(cell -> meant.matches(cell.name()))) {
            throw new IllegalArgumentException("--only: "
                    + NearestNames.unknown(
                            "cell",
                            pattern,
                            cells.stream().map(PlannedCell::name).toList()));
        }
        return with(cells.stream()
                .filter(cell -> meant.matches(cell.name()) || cell.canary().isPresent())
                .toList());
    }

    public Plan with(NightSettings other) {
        return new Plan(cells, untried, blindSpots, other);
    }

    private Plan with(List<PlannedCell> others) {
        return new Plan(others, untried, blindSpots, settings);
    }

    /**
     * The share of one of several machines, canaries and all: each machine must prove that it sees. From night to night a
     * cell goes to another machine, so that one that fails every night leaves no cell untried.
     *
     * @param shard from 1
     * @param of how many there are
     * @param night its number
     */
    public Plan shard(int shard, int of, long night) {
        if (of < 1 || shard < 1 || shard > of) {
            throw new IllegalArgumentException(
                    "--shard takes i/n, with i from 1 to n, such as 1/4, not " + shard + "/" + of);
        }
        List<PlannedCell> inOrder =
                cells.stream().sorted(Comparator.comparing(PlannedCell::name)).toList();
        List<PlannedCell> mine = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).canary().isPresent() || Math.floorMod(i + night, of) == shard - 1) {
                mine.add(inOrder.get(i));
            }
        }
        return with(mine);
    }

    /**
     * The same cells, of which those are canaries that prove most cheaply, for each workload's checker and each family of
     * faults in the plan, that a night can see what it is there to see.
     *
     * @param candidates beside the plan's own: cells that may be put in for it
     */
    static Plan withCanaries(
            List<PlannedCell> cells, List<Untried> untried, List<PlannedCell> candidates, NightSettings settings) {
        Map<String, PlannedCell> all = new LinkedHashMap<>();
        cells.forEach(cell -> all.put(cell.name(), cell.withoutCanary()));
        List<String> blind = new ArrayList<>();
        Map<String, Predicate<PlannedCell>> needs = new LinkedHashMap<>();
        new TreeSet<>(cells.stream().map(cell -> cell.cell().workload()).toList())
                .forEach(workload -> needs.put(
                        "checker of " + workload, cell -> cell.cell().workload().equals(workload)));
        for (FaultFamily family : FaultFamily.values()) {
            if (cells.stream().anyMatch(cell -> families(cell).contains(family))) {
                needs.put("faults on " + family.wire(), cell -> families(cell).equals(Set.of(family)));
            }
        }
        needs.forEach((need, fits) -> {
            Optional<PlannedCell> cheapest = java.util.stream.Stream.concat(
                            all.values().stream(), candidates.stream().map(PlannedCell::withoutCanary))
                    .filter(cell -> cell.breaks().isPresent() && !cell.overridden())
                    .filter(fits)
                    .min(Comparator.<PlannedCell>comparingInt(PlannedCell::nodes)
                            .thenComparing(cell -> cell.breaks().orElseThrow().within())
                            .thenComparing(cell -> cell.cell().faults().kinds().size())
                            .thenComparing(PlannedCell::name));
            cheapest.ifPresentOrElse(
                    cell -> all.put(
                            cell.name(), all.getOrDefault(cell.name(), cell).asCanary(need)),
                    () -> blind.add(need));
        });
        return new Plan(List.copyOf(all.values()), untried, blind, settings);
    }

    private static Set<FaultFamily> families(PlannedCell cell) {
        Set<FaultFamily> families = new HashSet<>();
        cell.cell()
                .faults()
                .specs()
                .forEach(fault -> families.add(
                        FaultKinds.named(FaultSpec.parse(fault).kind()).family()));
        return families;
    }
}
