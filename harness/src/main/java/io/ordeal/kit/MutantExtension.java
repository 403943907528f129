package io.ordeal.kit;

import io.ordeal.checker.Verdict;
import io.ordeal.client.Client;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.kit.client.Basics;
import io.ordeal.kit.client.Mutant;
import io.ordeal.kit.client.Probe;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.trial.Bench;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Script;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Puts flaws round a suite's clients, one an invocation. A flaw is noticed if the plainest use shows it, or else if a trial
 * without faults is Invalid by an anomaly that such a flaw brings about; a trial that has not noticed it, or told nothing, is
 * made once more, longer.
 */
final class MutantExtension implements TestTemplateInvocationContextProvider {
    private static final int CLIENTS = 3;
    private static final long SEED = 1;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), MutantRule.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String workload = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), MutantRule.class)
                .orElseThrow()
                .value();
        return Mutant.of(workload).stream().map(mutant -> new Invocation(mutant, workload));
    }

    private record Invocation(Mutant mutant, String workload)
            implements TestTemplateInvocationContext, BeforeTestExecutionCallback {
        @Override
        public String getDisplayName(int index) {
            return "[" + index + "] " + mutant.wire();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void beforeTestExecution(ExtensionContext context) throws Exception {
            Rule rule = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Rule.class)
                    .orElseThrow();
            BackendSuite suite = (BackendSuite) context.getRequiredTestInstance();
            RunOptions options = AskedFor.of(context).options(Optional.of(suite.options()));
            Path results = ResultsFolder.of(context);
            Target flawed = new Renamed(suite.target(), mutant);
            AtomicLong shown = new AtomicLong();
            UnaryOperator<Client> clients = mutant.clients(shown);
            Catalog catalog = Catalog.onClassPath().including(flawed);
            try {
                List<String> complaints = complaints(flawed, options, clients, catalog, results);
                if (!complaints.isEmpty() && shown.get() > 0) {
                    context.publishReportEntry("noticed", complaints.get(0));
                    return;
                }
                shown.set(0);
                TrialOutcome outcome = trial(flawed, options, clients, catalog, results);
                if (!isNoticed(outcome, shown.get())) {
                    RunOptions longer = options.withTime(options.time().multipliedBy(TrialExtension.LONGER));
                    outcome = trial(flawed, longer, clients, catalog, results);
                }
                judge(rule, outcome, shown.get());
                context.publishReportEntry("noticed", OutcomeText.word(outcome));
            } catch (RefusedRunException refused) {
                throw RuleText.notToBeTried(rule, String.valueOf(refused.getMessage()));
            }
        }

        private static Verdict verdict(TrialOutcome outcome) {
            return outcome.report().result().verdict();
        }

        private boolean isNoticed(TrialOutcome outcome, long shown) {
            return shown > 0
                    && verdict(outcome).anomaliesOrNone().stream()
                            .anyMatch(anomaly -> mutant.fits(workload, anomaly.type()));
        }

        /** @throws AssertionError it got away */
        private void judge(Rule rule, TrialOutcome outcome, long shown) {
            if (isNoticed(outcome, shown)) {
                return;
            }
            if (verdict(outcome).isValid() && shown == 0) {
                throw new TestAbortedException(
                        rule.id() + ": it never came to what a client does that " + mutant.sentence());
            }
            throw new AssertionError(OutcomeText.of(
                    RuleText.broken(
                            rule,
                            "a client that " + mutant.sentence() + " would not have been noticed, though it did so "
                                    + shown + (shown == 1 ? " time" : " times") + ": the trial is "
                                    + OutcomeText.word(outcome)),
                    outcome));
        }

        /** What the plainest use shows. */
        private List<String> complaints(
                Target flawed, RunOptions options, UnaryOperator<Client> clients, Catalog catalog, Path results)
                throws Exception {
            Path folder = ResultsFolder.newBench(results, flawed.name(), workload);
            try (Bench bench = Bench.start(flawed, workload, options.withConcurrency(CLIENTS), catalog, folder)) {
                return Basics.complaints(
                        bench,
                        workload,
                        Probe.FIRST,
                        flawed.newClients().forWorkload(workload).lease(),
                        clients);
            }
        }

        private TrialOutcome trial(
                Target flawed, RunOptions options, UnaryOperator<Client> clients, Catalog catalog, Path results)
                throws Exception {
            RunSpec spec = new RunSpec(RunSpec.SCHEMA, flawed.name(), workload, List.of(), options, SEED, Map.of());
            return new Trial(spec, Script.drawnFor(clients), catalog, results, TrialListener.none()).run();
        }
    }

    /** The target whose clients are flawed: its runs are not the target's own. */
    private record Renamed(Target target, Mutant mutant) implements Target {
        @Override
        public String name() {
            return target.name() + "-" + mutant.wire();
        }

        @Override
        public String summary() {
            return target.summary() + "; by a client that " + mutant.sentence();
        }

        @Override
        public ClusterDescription cluster() {
            return target.cluster();
        }

        @Override
        public ClientFactories newClients() {
            return target.newClients();
        }

        @Override
        public ClusterKind usualCluster() {
            return target.usualCluster();
        }

        @Override
        public List<String> endpoints() {
            return target.endpoints();
        }

        @Override
        public List<String> lacking(ClusterKind kind) {
            return target.lacking(kind);
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }
}
