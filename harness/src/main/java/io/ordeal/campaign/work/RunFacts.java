package io.ordeal.campaign.work;

import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Op;
import io.ordeal.report.AsciiPicture;
import io.ordeal.report.TextStyle;
import io.ordeal.store.Interruption;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from a run that was made and judged what a night wants to know of it. */
public final class RunFacts {
    /** To find what else there is beside the first violation. */
    private static final Duration ALL_AT_MOST = Duration.ofSeconds(30);

    private RunFacts() {}

    /** What is known of a run that has just been judged. */
    public static TrialResult of(TrialOutcome outcome, Catalog catalog) throws IOException {
        RunSpec spec = outcome.folder().readSpec();
        Verdict verdict = outcome.report().result().verdict();
        Verdict all = verdict.isInvalid() ? withAll(outcome.folder(), catalog) : verdict;
        List<String> notes = new ArrayList<>(outcome.report().result().notes());
        if (verdict.isInvalid() && !all.isInvalid()) {
            notes.add("what else it shows beside its first violation is not known: " + all);
        }
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Anomaly anomaly : together(all.anomaliesOrNone(), verdict.anomaliesOrNone())) {
            String signature = Signature.of(outcome.report().checker(), anomaly).text();
            findings.putIfAbsent(signature, new Finding(signature, anomaly.type(), Standing.NEW, "", told(anomaly)));
        }
        boolean cut = spec.interruption()
                .filter(interruption -> !interruption.endedItself())
                .isPresent();
        return new TrialResult(
                cut && !verdict.isInvalid() ? End.CUT : End.JUDGED,
                verdict instanceof Verdict.Unknown unknown ? unknown.cause() : "",
                Optional.of(outcome.folder().path().toString()),
                verdict.isUnknown() ? Optional.empty() : Optional.of(verdict.isValid()),
                List.copyOf(findings.values()),
                spec.faultsWithoutTriggers(),
                spec.versions(),
                outcome.report().operations(),
                spec.interruption()
                        .map(Interruption::after)
                        .orElse(spec.options().time())
                        .toMillis(),
                violation(all.isInvalid() ? all : verdict),
                notes);
    }

    private static String told(Anomaly anomaly) {
        String picture = AsciiPicture.draw(anomaly, TextStyle.PLAIN);
        return picture.isEmpty() ? anomaly.explanation() : anomaly.explanation() + "\n\n" + picture;
    }

    /** The first violation suffices for a verdict; what it may hide is looked for here. */
    private static Verdict withAll(RunFolder folder, Catalog catalog) throws IOException {
        return Judge.judgeRun(
                        folder, catalog, CheckContext.withTimeLimit(ALL_AT_MOST).withAll(true))
                .report()
                .result()
                .verdict();
    }

    /** All, and of the first those of types that are not among them: whoever looks for all need not come to the first. */
    private static List<Anomaly> together(List<Anomaly> all, List<Anomaly> first) {
        Set<String> types = all.stream().map(Anomaly::type).collect(Collectors.toSet());
        return Stream.concat(all.stream(), first.stream().filter(one -> !types.contains(one.type())))
                .toList();
    }

    /** Until the last event of a witness, the least over all; of what only the last reads show, until these. */
    private static OptionalLong violation(Verdict verdict) {
        return verdict.anomaliesOrNone().stream()
                .filter(anomaly -> !anomaly.witness().isEmpty())
                .mapToLong(anomaly -> anomaly.witness().stream()
                                .mapToLong(Op::timeNanos)
                                .max()
                                .orElse(0)
                        / 1_000_000)
                .min();
    }
}
