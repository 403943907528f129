package io.ordeal.campaign;

import static java.util.Objects.requireNonNull;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.plan.AskedVersions;
import io.ordeal.campaign.plan.NightFile;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.store.RunSpecJson;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial costs a night beside its main phase, from the memory of nights that were made: the median of each kind of
 * system, in seconds of the clock and of processors.
 *
 * <pre>
 *   TrialCostBenchmark MEMORY [LONGEST]      such as results/memory.sqlite 5: trials of at most 5 s
 * </pre>
 */
public final class TrialCostBenchmark {
    private TrialCostBenchmark() {}

    public static void main(String[] arguments) {
        double longest = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 5;
        Map<String, PlannedCell> cells = new LinkedHashMap<>();
        NightFile.everything(Catalog.onClassPath(), AskedVersions.NONE)
                .cells()
                .forEach(cell -> cells.put(cell.name(), cell));
        Map<String, List<Double>> beside = new LinkedHashMap<>();
        Map<String, List<Double>> processors = new LinkedHashMap<>();
        for (String kind : List.of("redis", "zookeeper", "postgres", "inside the JVM")) {
            beside.put(kind, new ArrayList<>());
            processors.put(kind, new ArrayList<>());
        }
        try (CampaignMemory memory = CampaignMemory.open(Path.of(arguments[0]))) {
            memory.nights()
                    .forEach(night -> memory.trials(night.id()).stream()
                            .filter(TrialRow::isJudged)
                            .filter(trial -> RunSpecJson.read(trial.spec())
                                            .options()
                                            .time()
                                            .toMillis()
                                    <= longest * 1000)
                            .filter(trial -> cells.containsKey(trial.cell()))
                            .forEach(trial -> {
                                String kind = kind(requireNonNull(cells.get(trial.cell())));
                                if (beside.containsKey(kind)) {
                                    requireNonNull(beside.get(kind))
                                            .add((trial.wholeMillis() - trial.mainMillis()) / 1e3);
                                    requireNonNull(processors.get(kind)).add(trial.cpuMillis() / 1e3);
                                }
                            }));
        }
        System.out.printf("%-16s %6s %22s %22s%n", "", "trials", "beside, median s", "of processors, s");
        beside.forEach((kind, seconds) -> System.out.printf(
                "%-16s %6d %22.2f %22.2f%n",
                kind, seconds.size(), median(seconds), median(requireNonNull(processors.get(kind)))));
    }

    private static String kind(PlannedCell cell) {
        if (cell.nodes() == 0) {
            return "inside the JVM";
        }
        String target = cell.cell().target();
        return target.startsWith("redis") || target.startsWith("redlock")
                ? "redis"
                : target.substring(0, Math.max(0, target.indexOf('-') < 0 ? target.length() : target.indexOf('-')));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
