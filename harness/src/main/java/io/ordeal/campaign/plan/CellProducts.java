package io.ordeal.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.schedule.AnyFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.names.NearestNames;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.OnlyAtEndpoints;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Terrains;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Multiplies targets, workloads, faults and options of a night's file out to cells. */
final class CellProducts {
    private static final String SCHEDULE_SUFFIX = "\\.(ya?ml|json)$";

    private final Catalog catalog;
    private final AskedVersions asked;
    private final Function<String, Path> files;
    private final Map<String, Schedule> schedules = new HashMap<>();

    /** @param files where a schedule's file of a name is */
    CellProducts(Catalog catalog, AskedVersions asked, Function<String, Path> files) {
        this.catalog = catalog;
        this.asked = asked;
        this.files = files;
    }

    /** What the targets and workloads of some names expect of themselves. */
    static void defaults(
            Catalog catalog,
            AskedVersions asked,
            Predicate<String> targets,
            Predicate<String> workloads,
            List<PlannedCell> cells,
            List<Untried> untried) {
        for (Target target : catalog.targets()) {
            if (targets.test(target.name())) {
                for (Workload<?> workload : catalog.workloadsOf(target)) {
                    if (workloads.test(workload.name())) {
                        new DefaultCells(target, workload, asked).addTo(cells, untried);
                    }
                }
            }
        }
    }

    /** Adds the cells of an entry of a file; one that is there already gets this one's weight. */
    void add(JsonNode entry, Map<String, PlannedCell> cells, List<Untried> untried) {
        Set<String> targets = names(
                "target",
                entry.path("targets"),
                catalog.targets().stream().map(Target::name).toList());
        Set<String> served = catalog.targets().stream()
                .filter(target -> targets.contains(target.name()))
                .flatMap(target -> catalog.workloadsOf(target).stream())
                .map(Workload::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (entry.has("workloads")) {
            // one that is misspelt is told as such, not as unserved
            entry.path("workloads")
                    .forEach(name -> names(
                            "workload",
                            name,
                            catalog.workloads().stream().map(Workload::name).toList()));
        }
        Set<String> workloads = entry.has("workloads") ? names("workload", entry.path("workloads"), served) : served;
        List<PlannedCell> found = new ArrayList<>();
        if (entry.has("faults") || entry.has("schedule")) {
            entry.path("faults")
                    .forEach(faults -> found.addAll(product(
                            faults, targets, workloads, (terrain, refusals) -> choice(faults, terrain, refusals))));
            entry.path("schedule").forEach(file -> {
                FaultChoice scheduled = scheduled(file);
                found.addAll(
                        product(file, targets, workloads, (terrain, refusals) -> taken(scheduled, terrain, refusals)));
            });
        } else {
            defaults(catalog, asked, targets::contains, workloads::contains, found, untried);
        }
        double weight = entry.path("weight").asDouble(1);
        List<Map<String, String>> options = options(entry.path("options"));
        for (PlannedCell cell : found) {
            for (Map<String, String> some : options) {
                Map<String, String> all = new LinkedHashMap<>(cell.cell().options());
                all.putAll(some);
                Cell with = new Cell(
                        cell.cell().target(),
                        cell.cell().workload(),
                        cell.cell().faults(),
                        all);
                Optional<Expectation> expected = checked(with, some, cell.expected(), entry.path("options"));
                cells.put(
                        with.name(),
                        new PlannedCell(with, weight, expected, cell.overridden(), cell.canary(), cell.nodes()));
            }
        }
    }

    /** What is expected of a cell with options of its own: of another version it may be something else. */
    private Optional<Expectation> checked(
            Cell cell, Map<String, String> own, Optional<Expectation> without, JsonNode place) {
        try {
            CellRuns.options(cell, java.time.Duration.ofSeconds(1), false);
            return own.containsKey(CellRuns.VERSION) ? expected(catalog.target(cell.target()), cell) : without;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(Places.at(place) + "options: " + wrong.getMessage(), wrong);
        }
    }

    /** The names that patterns mean; each means one at least. */
    private static Set<String> names(String what, JsonNode patterns, java.util.Collection<String> known) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode pattern : patterns.isArray() ? patterns : List.of(patterns)) {
            String form = Arrays.stream(pattern.asText().split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            List<String> meant =
                    known.stream().filter(name -> name.matches(form)).toList();
            if (meant.isEmpty()) {
                throw new IllegalArgumentException(Places.at(pattern)
                        + NearestNames.unknown(what, pattern.asText(), known)
                        + (what.equals("workload") ? ", of those that the targets serve" : ""));
            }
            names.addAll(meant);
        }
        return names;
    }

    /** @param choices of a terrain, which adds why there is none */
    private List<PlannedCell> product(
            JsonNode faults,
            Set<String> targets,
            Set<String> workloads,
            BiFunction<Terrain, Set<String>, Optional<FaultChoice>> choices) {
        List<PlannedCell> cells = new ArrayList<>();
        Set<String> refusals = new LinkedHashSet<>();
        for (String name : targets) {
            Target target = catalog.target(name);
            Optional<String> elsewhere = OnlyAtEndpoints.refusal(target);
            if (elsewhere.isPresent()) {
                refusals.add(elsewhere.get());
                continue;
            }
            for (Workload<?> workload : catalog.workloadsOf(target)) {
                if (workloads.contains(workload.name())) {
                    Terrain terrain = Terrains.of(target, workload, RunOptions.DEFAULT);
                    choices.apply(terrain, refusals).ifPresent(choice -> cells.add(planned(target, workload, choice)));
                }
            }
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(Places.at(faults) + "faults: no cell takes " + faults.asText() + ": "
                    + String.join("; ", refusals));
        }
        return cells;
    }

    private PlannedCell planned(Target target, Workload<?> workload, FaultChoice choice) {
        Map<String, String> options = new LinkedHashMap<>(DefaultCells.options(target, workload));
        options.putAll(asked.optionOf(target));
        Cell cell = new Cell(target.name(), workload.name(), choice, options);
        return new PlannedCell(
                cell,
                1,
                expected(target, cell),
                false,
                Optional.empty(),
                target.cluster().nodes().size());
    }

    /** By the first of its kinds, if faults are drawn, in the versions that it asks for. */
    private static Optional<Expectation> expected(Target target, Cell cell) {
        FaultChoice choice = cell.faults();
        Set<String> typical =
                choice.drawn() ? Set.of(FaultText.withoutTrigger(choice.kinds().get(0))) : choice.specs();
        return target.expected(cell.workload(), typical, CellRuns.versions(target, cell.options()));
    }

    /** Empty if the terrain takes none of the kinds to draw from, or not all that are to strike. */
    private static Optional<FaultChoice> choice(JsonNode node, Terrain terrain, Set<String> refusals) {
        String text = node.asText().trim();
        if (text.equals("none")) {
            return Optional.of(FaultChoice.NONE);
        }
        Optional<FaultFamily> family = Arrays.stream(FaultFamily.values())
                .filter(each -> each.wire().equals(text))
                .findFirst();
        if (family.isPresent() || text.equals(AnyFaults.WORD)) {
            List<String> kinds = FaultKinds.all().stream()
                    .filter(FaultKind::isDrawnUnasked)
                    .filter(kind -> family.map(kind.family()::equals).orElse(true))
                    .map(FaultKind::name)
                    .filter(kind ->
                            FaultChoice.all(List.of(kind)).refusals(terrain).isEmpty())
                    .toList();
            if (kinds.isEmpty()) {
                refusals.add("there is nothing to be done to " + text);
                return Optional.empty();
            }
            return Optional.of(new FaultChoice(text, kinds, true, Schedule.NONE));
        }
        try {
            List<String> alternatives = FaultText.alternatives(text);
            if (alternatives.size() == 1) {
                return taken(FaultChoice.all(FaultText.split(text)), terrain, refusals);
            }
            List<String> taken = alternatives.stream()
                    .filter(fault -> taken(FaultChoice.all(List.of(fault)), terrain, refusals)
                            .isPresent())
                    .toList();
            return taken.isEmpty() ? Optional.empty() : Optional.of(FaultChoice.someOf(String.join("|", taken), taken));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(Places.at(node) + "faults: " + none.getMessage(), none);
        }
    }

    /** A schedule is known by its file's name, without folders and ending; two of one night must not share it. */
    private FaultChoice scheduled(JsonNode node) {
        Path file = files.apply(node.asText());
        String name = String.valueOf(file.getFileName()).replaceFirst(SCHEDULE_SUFFIX, "");
        try {
            Schedule schedule = ScheduleFile.read(Files.readString(file));
            if (schedule.isEmpty()) {
                throw new IllegalArgumentException("it has no fault");
            }
            Schedule other = schedules.putIfAbsent(name, schedule);
            if (other != null && !other.equals(schedule)) {
                throw new IllegalArgumentException("there is another schedule called " + name + ": rename one");
            }
            return FaultChoice.scheduled(name, schedule);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    Places.at(node) + "schedule: cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    Places.at(node) + "schedule: " + file + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Empty if the terrain does not take all of its faults. */
    private static Optional<FaultChoice> taken(FaultChoice choice, Terrain terrain, Set<String> refusals) {
        List<String> refused = choice.refusals(terrain);
        refusals.addAll(refused);
        return refused.isEmpty() ? Optional.of(choice) : Optional.empty();
    }

    /** Every choice of one value each. */
    private static List<Map<String, String>> options(JsonNode node) {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        node.properties().forEach(option -> {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> some : all) {
                for (JsonNode value : option.getValue().isArray() ? option.getValue() : List.of(option.getValue())) {
                    Map<String, String> with = new LinkedHashMap<>(some);
                    with.put(option.getKey(), value.asText());
                    more.add(with);
                }
            }
            all.clear();
            all.addAll(more);
        });
        return all;
    }
}
