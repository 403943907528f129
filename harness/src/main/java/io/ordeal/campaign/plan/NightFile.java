package io.ordeal.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.targets.file.OutcomeEntry;
import io.ordeal.text.CheckedYaml;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A night as a file, YAML or JSON; without one, all that targets expect of themselves is tried.
 *
 * <pre>
 * budget: 2h
 * cells:                                     # left out: [{targets: ["*"]}]
 * - targets: ["redis-*"]                     # what they expect of themselves
 * - targets: [redlock, zookeeper-fenced]     # a product: targets × workloads × faults × options
 *   workloads: [lock]
 *   faults: [none, "kill,partition", any]
 *   options: {concurrency: [4, 10]}
 *   weight: 2
 * - targets: [dual-write]
 *   faults: ["kill:broker@step=committed"]   # when something has happened
 * - targets: [zookeeper-five-register-sync]
 *   schedule: [schedules/zookeeper-4925.yaml]     # as ./ordeal run --schedule takes it; beside this file
 * exclude: ["redis-token/guarded-set"]
 * expect:
 * - {cell: redlock/lock/any, outcome: may-break, anomalies: [overlapping-holds], because: our own measurement}
 * known:
 * - {cell: redlock, anomaly: lost-update, reference: "https://…/issues/7", until: 2026-12-31}
 * </pre>
 *
 * <p>The schema is {@code nightly.schema.json} beside this class, for editors, too. What is wrong is told with line and
 * key; a target, workload, fault or pattern that gives no cell is wrong.
 */
public final class NightFile {
    private static final CheckedYaml SCHEMA = CheckedYaml.ofSchema(NightFile.class, "nightly.schema.json");
    private static final int MEGABYTE = 1 << 20;

    private final Catalog catalog;
    private final AskedVersions asked;
    private final JsonNode root;
    private final Optional<Path> folder;

    private NightFile(Catalog catalog, AskedVersions asked, JsonNode root, Optional<Path> folder) {
        this.catalog = catalog;
        this.asked = asked;
        this.root = root;
        this.folder = folder;
    }

    /** All that the targets of a catalog expect of themselves. */
    public static Plan everything(Catalog catalog, AskedVersions asked) {
        List<PlannedCell> cells = new ArrayList<>();
        List<Untried> untried = new ArrayList<>();
        CellProducts.defaults(catalog, asked, name -> true, name -> true, cells, untried);
        return Plan.withCanaries(cells, untried, List.of(), NightSettings.DEFAULT);
    }

    /**
     * Reads a night.
     *
     * @param folder of the file, in which a memory of a relative path lies
     * @param asked of cells that the file gives no version
     * @throws IllegalArgumentException what is wrong with it, with line, key, and what there is, the nearest first
     */
    public static Plan read(String text, Catalog catalog, Path folder, AskedVersions asked) {
        return new NightFile(catalog, asked, SCHEMA.read(text), Optional.of(folder)).plan();
    }

    /**
     * After how many nights without a verdict a cell is red, by a night's file, which need not fit today's catalog.
     *
     * @param text of the file; empty for a night without one
     * @throws IllegalArgumentException it is no night's file
     */
    public static int unknownNights(String text) {
        int usual = NightSettings.DEFAULT.unknownNights();
        return text.isBlank() ? usual : SCHEMA.read(text).path("unknown-nights").asInt(usual);
    }

    private Plan plan() {
        NightSettings settings = settings();
        Plan everything = everything(catalog, asked);
        Map<String, PlannedCell> cells = new LinkedHashMap<>();
        List<Untried> untried = new ArrayList<>();
        CellProducts products = new CellProducts(catalog, asked, this::file);
        if (root.has("cells")) {
            root.path("cells").forEach(entry -> products.add(entry, cells, untried));
        } else {
            everything.cells().forEach(cell -> cells.put(cell.name(), cell));
            untried.addAll(everything.untried());
        }
        for (JsonNode pattern : root.path("exclude")) {
            List<PlannedCell> meant = meant(pattern, cells);
            meant.forEach(cell -> cells.remove(cell.name()));
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(
                    root.has("exclude")
                            ? "exclude: it leaves no cell to be tried"
                            : Places.at(root.path("cells")) + "cells: there is none to be tried: "
                                    + untried.stream()
                                            .map(Untried::why)
                                            .distinct()
                                            .collect(Collectors.joining("; ")));
        }
        Set<String> kept = new LinkedHashSet<>(cells.keySet());
        root.path("expect").forEach(entry -> expect(entry, cells));
        root.path("known").forEach(entry -> meant(entry.path("cell"), cells));
        List<PlannedCell> ordinary = kept.stream().map(cells::get).toList();
        return Plan.withCanaries(ordinary, untried, everything.cells(), settings);
    }

    private NightSettings settings() {
        NightSettings usual = NightSettings.DEFAULT;
        JsonNode keep = root.path("keep");
        List<Known> known = new ArrayList<>();
        root.path("known").forEach(entry -> known.add(known(entry)));
        return new NightSettings(
                root.has("budget") ? duration(root.path("budget")) : usual.budget(),
                root.path("jobs").asInt(usual.jobs()),
                root.has("memory") ? Optional.of(file(root.path("memory").asText())) : usual.memory(),
                root.path("unknown-nights").asInt(usual.unknownNights()),
                nights(keep.path("others"), usual.keepNights()),
                nights(keep.path("violations"), usual.keepViolations()),
                root.has("disk") ? root.path("disk").asLong() * MEGABYTE : usual.diskBytes(),
                known,
                root.path("spare").asBoolean(usual.spare()));
    }

    private Path file(String path) {
        return folder.map(in -> in.resolve(path)).orElse(Path.of(path));
    }

    private static Optional<Integer> nights(JsonNode node, Optional<Integer> usual) {
        return node.isMissingNode() ? usual : node.isInt() ? Optional.of(node.asInt()) : Optional.empty();
    }

    private static Duration duration(JsonNode node) {
        return DurationText.parse(node.asText());
    }

    private Known known(JsonNode entry) {
        LocalDate until;
        try {
            until = LocalDate.parse(entry.path("until").asText());
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException(
                    Places.at(entry.path("until")) + "until: expected a day such as 2026-12-31, found "
                            + entry.path("until").asText(),
                    noDay);
        }
        return new Known(
                new CellPattern(entry.path("cell").asText()),
                OutcomeEntry.anomaly(entry.path("anomaly")),
                entry.has("signature") ? Optional.of(entry.path("signature").asText()) : Optional.empty(),
                entry.path("reference").asText(),
                until);
    }

    private void expect(JsonNode entry, Map<String, PlannedCell> cells) {
        Outcome expected = OutcomeEntry.read(entry);
        for (PlannedCell cell : meant(entry.path("cell"), cells)) {
            cells.put(
                    cell.name(),
                    cell.expecting(new Expectation(
                            cell.cell().workload(),
                            cell.cell().faults().specs(),
                            Optional.empty(),
                            expected,
                            entry.path("because").asText())));
        }
    }

    private static List<PlannedCell> meant(JsonNode pattern, Map<String, PlannedCell> cells) {
        CellPattern cellPattern = new CellPattern(pattern.asText());
        List<PlannedCell> meant = cells.values().stream()
                .filter(cell -> cellPattern.matches(cell.name()))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    Places.at(pattern) + NearestNames.unknown("cell", pattern.asText(), cells.keySet()));
        }
        return meant;
    }
}
