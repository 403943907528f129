package io.ordeal.report;

import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.text.DurationText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run was, by name and value, in the order in which it is read. */
public final class RunFacts {
    private RunFacts() {}

    /** What whoever opens the page must know at once: what was done to what, for how long, by which draw. */
    static Map<String, String> head(RunSpec run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("faults", run.faults().isEmpty() && run.schedule().isEmpty() ? "none" : faults(run));
        facts.put("time", DurationText.print(run.options().time()));
        run.interruption()
                .ifPresent(cut ->
                        facts.put("interrupted", cut.sentence(run.options().time())));
        facts.put("seed", String.valueOf(run.seed()));
        if (!run.versions().isEmpty()) {
            facts.put(
                    "versions",
                    new TreeMap<>(run.versions())
                            .entrySet().stream()
                                    .map(version -> version.getKey() + " " + version.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        return facts;
    }

    /** All that {@code test.json} says of it, but for the versions. */
    public static Map<String, String> all(RunSpec run) {
        RunOptions options = run.options();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("target", run.target());
        facts.put("workload", run.workload());
        facts.put("faults", run.faults().isEmpty() ? "none" : String.join(", ", run.faults()));
        if (!run.schedule().isEmpty()) {
            facts.put("schedule", schedule(run));
        }
        facts.put("seed", String.valueOf(run.seed()));
        facts.put("time", DurationText.print(options.time()));
        run.interruption().ifPresent(cut -> facts.put("interrupted", cut.sentence(options.time())));
        facts.put("rate", options.rate() == 0 ? "as fast as it goes" : Numbers.figures(options.rate()) + " a second");
        facts.put("concurrency", String.valueOf(options.concurrency()));
        facts.put("fault interval", DurationText.print(options.faultInterval()));
        facts.put("operation time-out", DurationText.print(options.operationTimeout()));
        facts.put("cluster", options.cluster().name().toLowerCase(Locale.ROOT));
        if (!options.endpoints().isEmpty()) {
            facts.put("endpoints", String.join(", ", options.endpoints()));
        }
        facts.put("keys", options.keys() == 0 ? "the workload's own number" : String.valueOf(options.keys()));
        facts.put("operations a key", String.valueOf(options.operationsPerKey()));
        options.toxiproxy().ifPresent(address -> facts.put("toxiproxy", address));
        return facts;
    }

    private static String faults(RunSpec run) {
        String drawn = String.join(", ", run.faults());
        return run.schedule().isEmpty() ? drawn : drawn + (drawn.isEmpty() ? "" : ", ") + schedule(run);
    }

    /** In the short form: {@code k1=kill:primary@after=200..for=2s}. */
    private static String schedule(RunSpec run) {
        return run.schedule().faults().stream().map(PlannedFault::text).collect(Collectors.joining(", "));
    }
}
