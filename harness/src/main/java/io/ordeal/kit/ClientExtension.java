package io.ordeal.kit;

import io.ordeal.kit.client.Basics;
import io.ordeal.kit.client.Independence;
import io.ordeal.kit.client.Manners;
import io.ordeal.kit.client.Mishap;
import io.ordeal.kit.client.Probe;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.trial.Bench;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Tries a suite's clients, on a bench of their own, before the method of a {@link ClientRule}. */
final class ClientExtension implements BeforeTestExecutionCallback {
    /** One is tried, one sees what it did, and one more is refused what two may have. */
    private static final int CLIENTS = 3;

    @Override
    public void beforeTestExecution(ExtensionContext context) throws Exception {
        Rule rule = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Rule.class)
                .orElseThrow();
        ClientRule asked = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), ClientRule.class)
                .orElseThrow();
        BackendSuite suite = (BackendSuite) context.getRequiredTestInstance();
        Target target = suite.target();
        RunOptions options =
                AskedFor.of(context).options(Optional.of(suite.options())).withConcurrency(CLIENTS);
        Catalog catalog = Catalog.onClassPath();
        Path folder = ResultsFolder.newBench(ResultsFolder.of(context), target.name(), rule.id());
        try (Bench bench = Bench.start(target, suite.workload(), options, catalog, folder)) {
            if (asked.apart()) {
                beApart(rule, new Independence(bench, Probe.of(suite.workload())));
            } else if (asked.value().length == 0) {
                RuleText.judge(
                        rule,
                        Basics.complaints(
                                bench,
                                suite.workload(),
                                Probe.FIRST,
                                target.newClients()
                                        .forWorkload(suite.workload())
                                        .lease(),
                                UnaryOperator.identity()));
            }
            for (Mishap mishap : asked.value()) {
                behave(rule, mishap, bench, suite.workload());
            }
        } catch (RefusedRunException refused) {
            throw RuleText.notToBeTried(rule, String.valueOf(refused.getMessage()));
        }
    }

    private static void beApart(Rule rule, Independence independence) throws Exception {
        Optional<String> refusal = independence.refusal();
        if (refusal.isPresent()) {
            throw RuleText.notToBeTried(rule, refusal.get());
        }
        RuleText.judge(rule, independence.complaints(UnaryOperator.identity()));
    }

    private static void behave(Rule rule, Mishap mishap, Bench bench, String workload) throws Exception {
        Optional<String> refusal = mishap.refusal(bench);
        if (refusal.isPresent()) {
            throw RuleText.notToBeTried(rule, refusal.get());
        }
        RuleText.judge(rule, new Manners(bench, Probe.of(workload)).complaints(mishap, UnaryOperator.identity()));
    }
}
