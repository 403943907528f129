package io.ordeal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.NamedChecker;
import io.ordeal.client.process.WireExample;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.names.NearestNames;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.OnlyAtEndpoints;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.FileTarget;
import io.ordeal.trial.Catalog;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal list}: what can be tried, with what, and how it is judged. */
@Command(
        name = "list",
        description = "What there is: targets, workloads, faults, checkers.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final List<String> KINDS = List.of("targets", "workloads", "faults", "checkers");

    /** None of a list's answers hangs on them. */
    private static final WorkloadOptions WORKLOAD_OPTIONS = new WorkloadOptions(0, 1, 1, 1, Duration.ofSeconds(1));

    private static final long EXAMPLE_ID = 411;

    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            description = "targets, workloads, faults or checkers; all without.")
    private String kind = "";

    @Parameters(
            index = "1",
            arity = "0..*",
            paramLabel = "NAME",
            description =
                    "Only these; of targets then also who says what is expected of them, of workloads what clients must"
                            + " serve.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a line, and nothing else on standard output.")
    private boolean json;

    @Mixin
    private final JarOption jars = new JarOption();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            throw new UsageException(NearestNames.unknown("list", kind, KINDS));
        }
        Catalog catalog = jars.catalog();
        for (String one : kind.isEmpty() ? KINDS : List.of(kind)) {
            ArrayNode rows = switch (one) {
                case "targets" -> targets(catalog, json || !names.isEmpty());
                case "workloads" -> workloads(catalog, !names.isEmpty());
                case "faults" -> faults();
                default -> checkers(catalog);
            };
            print(one, named(one, rows));
        }
        return ExitCode.VALID.status();
    }

    /** The rows that were asked for, in that order; all if none was. */
    private ArrayNode named(String title, ArrayNode rows) {
        if (names.isEmpty()) {
            return rows;
        }
        Map<String, JsonNode> known = new LinkedHashMap<>();
        rows.forEach(row -> known.put(row.get("name").asText(), row));
        ArrayNode wanted = rows();
        for (String name : names) {
            JsonNode row = known.get(name);
            if (row == null) {
                throw new UsageException(
                        NearestNames.unknown(title.substring(0, title.length() - 1), name, known.keySet()));
            }
            wanted.add(row);
        }
        return wanted;
    }

    private void print(String title, ArrayNode rows) {
        if (json) {
            rows.forEach(row -> terminal.out().println(row));
            return;
        }
        terminal.out().println(title.toUpperCase(Locale.ROOT));
        int width = 4;
        for (var row : rows) {
            width = Math.max(width, row.get("name").asText().length());
        }
        for (var row : rows) {
            terminal.out()
                    .printf(
                            "  %-" + width + "s  %s%n",
                            row.get("name").asText(),
                            row.get("summary").asText());
            for (var detail : row.withArray("details")) {
                terminal.out().printf("  %-" + width + "s    %s%n", "", detail.asText());
            }
        }
        if (title.equals("faults") && names.isEmpty()) {
            FaultText.grammar().forEach(line -> terminal.out().println("  " + line));
        }
        if (title.equals("workloads") && names.isEmpty()) {
            terminal.out().println("  what a client must serve for one: ./ordeal list workloads NAME");
        }
        if (title.equals("targets") && names.isEmpty()) {
            terminal.out().println("  who says what is expected of one: ./ordeal list targets NAME");
        }
        terminal.out().println();
    }

    private static ArrayNode rows() {
        return new ObjectMapper().createArrayNode();
    }

    private static ObjectNode row(ArrayNode rows, String name, String summary) {
        return rows.addObject().put("name", name).put("summary", summary);
    }

    /** @param sources whether to tell who says what is expected: it makes a long list */
    private static ArrayNode targets(Catalog catalog, boolean sources) {
        ArrayNode rows = rows();
        for (Target target : catalog.targets()) {
            ObjectNode row = row(rows, target.name(), target.summary());
            ArrayNode served = row.putArray("workloads");
            catalog.workloadsOf(target).forEach(workload -> served.add(workload.name()));
            ArrayNode details = row.putArray("details");
            details.add("workloads: "
                    + catalog.workloadsOf(target).stream().map(Workload::name).collect(Collectors.joining(", ")));
            target.cluster().whyNotStarted().ifPresent(why -> {
                row.put("notStarted", why);
                details.add("takes " + OnlyAtEndpoints.option(target) + ", and is tried nowhere else, as " + why);
            });
            ChosenVersions.tried(target.cluster()).forEach(versions -> details.add("versions: " + versions));
            ObjectNode refused = row.putObject("refuses");
            new TreeMap<>(target.cluster().refusedFaults()).forEach((fault, why) -> {
                refused.put(fault, why);
                if (sources) {
                    details.add("refuses " + fault + ": " + why);
                }
            });
            if (!sources && !refused.isEmpty()) {
                details.add("refuses: " + String.join(", ", (Iterable<String>) refused::fieldNames));
            }
            target.expectations().stream()
                    .map(expectation -> text(expectation) + (sources ? " — " + expectation.source() : ""))
                    .distinct()
                    .forEach(details::add);
            if (target instanceof FileTarget described) {
                described.lacking(described.usualCluster()).forEach(what -> {
                    row.withArray("lacks").add(what);
                    details.add("can't be run yet: " + what);
                });
            }
        }
        return rows;
    }

    private static String text(Expectation expectation) {
        String faults = expectation.faults().isEmpty()
                ? ""
                : " under " + expectation.faults().stream().sorted().collect(Collectors.joining(", "));
        String versions = expectation.versions().map(range -> " in " + range).orElse("");
        String strikes = expectation.strikes().isEmpty()
                ? ""
                : "; at once by --faults '" + String.join(",", expectation.strikes()) + "'";
        return expectation.workload() + ": " + expectation.outcome().text() + faults + versions + strikes;
    }

    /** @param operations whether to tell what clients must serve: it makes a long list */
    private static ArrayNode workloads(Catalog catalog, boolean operations) {
        ArrayNode rows = rows();
        for (Workload<?> workload : catalog.workloads()) {
            ObjectNode row = row(rows, workload.name(), workload.promise());
            row.put("client", workload.clientType().getName());
            row.put(
                    "checker",
                    workload.checker(WORKLOAD_OPTIONS)
                            .named()
                            .map(NamedChecker::name)
                            .orElse(workload.name()));
            ArrayNode details = row.putArray("details");
            ArrayNode served = row.putArray("operations");
            for (ServedOperation operation : workload.operations()) {
                String invoke = WireExample.invoke(operation, EXAMPLE_ID);
                String ok = WireExample.ok(operation, EXAMPLE_ID);
                served.addObject()
                        .put("f", operation.f())
                        .put("meaning", operation.meaning())
                        .put("invoke", invoke)
                        .put("ok", ok);
                if (operations) {
                    details.add(operation.f() + ": " + operation.meaning());
                    details.add("  harness  " + invoke);
                    details.add("  client   " + ok);
                }
            }
            if (operations) {
                details.add("certainly without effect, in the place of ok:  {\"type\":\"fail\",\"id\":" + EXAMPLE_ID
                        + ",\"error\":\"why\"}");
                details.add("nobody knows:  {\"type\":\"info\",\"id\":" + EXAMPLE_ID + ",\"error\":\"why\"}");
                details.add(
                        "a client in Java implements " + workload.clientType().getName());
                details.add("judged by --checker " + row.path("checker").asText());
            }
        }
        return rows;
    }

    private static ArrayNode faults() {
        ArrayNode rows = rows();
        for (FaultKind fault : FaultKinds.all()) {
            ObjectNode row = row(rows, fault.name(), fault.summary());
            ArrayNode details = row.putArray("details");
            fault.whom().forEach(row.putArray("whom")::add);
            fault.modes().forEach(row.putArray("modes")::add);
            if (!fault.whom().isEmpty()) {
                details.add("whom: " + String.join(", ", fault.whom()) + ", or " + fault.whomByName());
            }
            if (fault.takesWays()) {
                details.add("whom: who sends to whom, such as c0-n1, clients-primary or n1-nodes");
            }
            if (!fault.modes().isEmpty()) {
                details.add("mode: " + String.join(", ", fault.modes()));
            }
        }
        return rows;
    }

    private static ArrayNode checkers(Catalog catalog) {
        ArrayNode rows = rows();
        for (CheckerSpec checker : catalog.checkers()) {
            ObjectNode row = row(rows, checker.name(), checker.promise());
            ArrayNode details = row.putArray("details");
            ArrayNode operations = row.putArray("operations");
            for (CheckerSpec.OpShape shape : checker.operations()) {
                operations
                        .addObject()
                        .put("f", shape.f())
                        .put("invoke", shape.onInvoke())
                        .put("ok", shape.onOk());
                details.add(":" + shape.f() + "  invoke: " + shape.onInvoke() + "  ok: " + shape.onOk());
            }
            ArrayNode options = row.putArray("options");
            checker.options().stream().sorted().map(CheckerOption::wire).forEach(options::add);
            checker.algorithms().forEach(row.putArray("algorithms")::add);
            details.add("takes " + checker.taken());
        }
        return rows;
    }
}
