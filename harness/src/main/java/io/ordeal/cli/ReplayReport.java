package io.ordeal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.reproduce.Divergence;
import io.ordeal.reproduce.Rate;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Replays;
import io.ordeal.reproduce.Tally;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How replays get on, while they do, and what they came to. */
final class ReplayReport implements Replays.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;
    private final Recording recording;
    private final String anomaly;
    private final Replays.Limits limits;
    private volatile String soFar = "";

    ReplayReport(Terminal terminal, Recording recording, String anomaly, Replays.Limits limits) {
        this.terminal = terminal;
        this.recording = recording;
        this.anomaly = anomaly;
        this.limits = limits;
    }

    /** Says what is going to be done, and what is otherwise than it was. */
    void begin(ReplayPlan plan) {
        line(recording.spec().target() + " × " + recording.spec().workload() + ": "
                + plan.operations().size() + " operations of "
                + plan.options().concurrency() + " workers in "
                + DurationText.print(recording.length()) + ", "
                + plan.schedule().faults().size() + " faults; looking for " + anomaly + ", "
                + limits.times() + (limits.times() == 1 ? " try" : " tries") + " at most");
        plan.schedule().faults().stream().map(PlannedFault::text).forEach(text -> line("  " + text));
        differences(plan).forEach((what, both) -> terminal.warn(what + " is another than in the recording: " + both));
    }

    /** What of the recording's versions is known to be otherwise before anything is started. */
    private Map<String, String> differences(ReplayPlan plan) {
        Map<String, String> differences = new TreeMap<>();
        Map<String, String> then = recording.spec().versions();
        plan.versions().forEach((product, now) -> differ(differences, product, then.get(product), now));
        differ(differences, "java", then.get("java"), Runtime.version().toString());
        differ(differences, "ordeal", then.get("ordeal"), Trial.version());
        return differences;
    }

    private static void differ(Map<String, String> into, String what, @Nullable String then, String now) {
        if (then != null && !then.equals(now)) {
            into.put(what, now + ", and was " + then);
        }
    }

    private void line(String text) {
        terminal.clearLine();
        terminal.err().println("ordeal: " + text);
    }

    @Override
    public TrialListener began(int number) {
        return new TrialListener() {
            @Override
            public void phase(String what) {
                terminal.progress("try " + number + " of " + limits.times() + soFar + "  " + what);
            }
        };
    }

    @Override
    public void done(int number, ReplayTry one, Tally tally) {
        soFar = ", so far " + tally.rate();
        line("try " + number + ": " + words(one) + soFar);
        one.divergence().map(Divergence::sentence).ifPresent(first -> line("  went another way " + first));
    }

    @Override
    public void mended(Schedule schedule, String why) {
        line("  the schedule is mended: " + why);
    }

    private String words(ReplayTry one) {
        String what = switch (one.result()) {
            case SAME ->
                anomaly + " at "
                        + String.format(Locale.ROOT, "%.3f s", one.nanosToIt().orElse(0) / 1e9);
            case OTHER -> "another anomaly, " + String.join(", ", one.others());
            case MISSED -> "its faults came otherwise than recorded";
            case UNKNOWN -> "no verdict" + cause(one).map(cause -> ", " + cause).orElse("");
            case ABSENT -> "no " + anomaly;
        };
        return what + " (" + one.outcome().folder().path() + ")";
    }

    /** Why nobody knows what it has shown; empty if that is known. */
    private static Optional<String> cause(ReplayTry one) {
        return one.outcome().report().result().verdict() instanceof Verdict.Unknown unknown
                ? Optional.of(unknown.cause())
                : Optional.empty();
    }

    void end() {
        terminal.clearLine();
    }

    /** What came of all. */
    String text(Tally tally) {
        StringBuilder text = new StringBuilder();
        Rate rate = tally.rate();
        text.append(anomaly).append(" came back in ").append(rate).append('\n');
        tally.medianNanosToIt()
                .ifPresent(nanos ->
                        text.append(String.format(Locale.ROOT, "time to it: %.3f s, the median%n", nanos / 1e9)));
        int missed = tally.count(ReplayTry.Result.MISSED);
        if (missed > 0) {
            text.append(missed)
                    .append(missed == 1 ? " try more is" : " tries more are")
                    .append(" not counted: faults came otherwise than recorded\n");
        }
        int unknown = tally.count(ReplayTry.Result.UNKNOWN);
        if (unknown > 0) {
            text.append(unknown)
                    .append(unknown == 1 ? " try more is" : " tries more are")
                    .append(" not counted, as nobody knows what came of it: ")
                    .append(tally.tries().stream()
                            .filter(one -> one.result() == ReplayTry.Result.UNKNOWN)
                            .flatMap(one -> cause(one).stream())
                            .distinct()
                            .collect(Collectors.joining("; ")))
                    .append('\n');
        }
        tally.others()
                .forEach((type, count) -> text.append("another anomaly: ")
                        .append(type)
                        .append(" in ")
                        .append(count)
                        .append(count == 1 ? " try" : " tries")
                        .append('\n'));
        tally.failure()
                .ifPresent(failed -> text.append("the harness failed, and no more was tried: ")
                        .append(Failures.describe(failed))
                        .append('\n'));
        tally.tries().stream()
                .filter(one -> one.result() == ReplayTry.Result.SAME)
                .findFirst()
                .ifPresent(one -> text.append("report: ")
                        .append(one.outcome().folder().reportFile())
                        .append('\n'));
        return text.toString();
    }

    /** The same as one object. */
    String json(Tally tally) {
        ObjectNode root = JSON.createObjectNode();
        root.put("replayOf", recording.folder().path().toString());
        root.put("checker", recording.spec().workload());
        root.put("anomaly", anomaly);
        root.put("tries", tally.tries().size());
        for (ReplayTry.Result result : ReplayTry.Result.values()) {
            root.put(result.name().toLowerCase(Locale.ROOT), tally.count(result));
        }
        Rate rate = tally.rate();
        root.put("rate", rate.share());
        root.put("rateLow", rate.low());
        root.put("rateHigh", rate.high());
        tally.medianNanosToIt().ifPresent(nanos -> root.put("medianMillis", nanos / 1e6));
        ObjectNode others = root.putObject("others");
        tally.others().forEach(others::put);
        tally.failure().ifPresent(failed -> root.put("failure", Failures.describe(failed)));
        ArrayNode runs = root.putArray("runs");
        for (ReplayTry one : tally.tries()) {
            ObjectNode run = runs.addObject();
            run.put("folder", one.outcome().folder().path().toString());
            run.put("result", one.result().name().toLowerCase(Locale.ROOT));
            one.others().forEach(run.putArray("others")::add);
            one.nanosToIt().ifPresent(nanos -> run.put("millis", nanos / 1e6));
            one.miss().ifPresent(miss -> run.put("missed", miss.sentence()));
            cause(one).ifPresent(cause -> run.put("unknown", cause));
            one.divergence().ifPresent(first -> run.put("divergence", first.sentence()));
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
