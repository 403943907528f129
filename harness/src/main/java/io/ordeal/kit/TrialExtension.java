package io.ordeal.kit;

import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the trial of one invocation, after {@code @BeforeEach} and before the method, and hands out what came of it. */
final class TrialExtension implements BeforeTestExecutionCallback, ParameterResolver {
    private static final Map<Class<?>, Function<TrialOutcome, Object>> INJECTED = injected();

    /** Whoever takes one of these judges it; whoever does not relies on its being judged. */
    private static final Set<Class<?>> SHOW_THE_VERDICT = Set.of(TrialOutcome.class, CheckReport.class, Verdict.class);

    private static final int SEEDS = 1_000_000;

    /** A rule's trial that told nothing is made once more, so much longer: a busy machine is no fault of the backend's. */
    static final int LONGER = 3;

    private final TrialCell cell;
    private final AskedFor asked;
    private @Nullable TrialOutcome outcome;

    TrialExtension(TrialCell cell, AskedFor asked) {
        this.cell = cell;
        this.asked = asked;
    }

    private static Map<Class<?>, Function<TrialOutcome, Object>> injected() {
        Map<Class<?>, Function<TrialOutcome, Object>> all = new LinkedHashMap<>();
        all.put(TrialOutcome.class, outcome -> outcome);
        all.put(CheckReport.class, TrialOutcome::report);
        all.put(Verdict.class, outcome -> outcome.report().result().verdict());
        all.put(History.class, TrialOutcome::history);
        all.put(RunFolder.class, TrialOutcome::folder);
        return all;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) throws Exception {
        Optional<Rule> rule = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Rule.class);
        TrialOutcome came;
        try {
            came = run(context, 1);
            if (rule.isPresent() && came.report().result().verdict().isUnknown()) {
                came = run(context, LONGER);
            }
        } catch (RefusedRunException refused) {
            String why = String.valueOf(refused.getMessage());
            throw rule.isPresent()
                    ? RuleText.notToBeTried(rule.get(), why)
                    : new ExtensionConfigurationException(asked.where() + ": " + why, refused);
        }
        outcome = came;
        tell(came, context);
        if (rule.isPresent()) {
            RuleText.judge(rule.get(), came);
            return;
        }
        Verdict verdict = came.report().result().verdict();
        if (verdict.isUnknown() && !asked.unknownAllowed()) {
            throw new AssertionError(OutcomeText.of("expected a verdict, but the trial tested nothing", came));
        }
        if (Stream.of(context.getRequiredTestMethod().getParameterTypes()).noneMatch(SHOW_THE_VERDICT::contains)) {
            OrdealAssertions.assertThat(came).holds();
        }
    }

    /** @param times as long as was asked for */
    private TrialOutcome run(ExtensionContext context, int times) throws Exception {
        Optional<RunOptions> suite = context.getRequiredTestInstance() instanceof BackendSuite its
                ? Optional.of(its.options())
                : Optional.empty();
        Target target = asked.target(context);
        RunOptions options = asked.options(suite);
        RunSpec spec = new RunSpec(
                RunSpec.SCHEMA,
                target.name(),
                cell.workload(),
                cell.faults(),
                options.withTime(options.time().multipliedBy(times)),
                cell.seed().orElseGet(() -> drawn(context)),
                Map.of());
        return TimedTrial.run(
                spec, Catalog.onClassPath().including(target), ResultsFolder.of(context), TimedTrial.limit(context));
    }

    private long drawn(ExtensionContext context) {
        return context.getConfigurationParameter("ordeal.seed")
                .map(text -> {
                    try {
                        return Long.parseLong(text.strip());
                    } catch (NumberFormatException none) {
                        throw new ExtensionConfigurationException(
                                "ordeal.seed: expected a number, found " + text, none);
                    }
                })
                .orElseGet(() -> (long) new SecureRandom().nextInt(SEEDS));
    }

    private static void tell(TrialOutcome came, ExtensionContext context) throws IOException {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("verdict", OutcomeText.word(came));
        entry.put("worth", Worth.of(came, came.folder().readSpec()));
        entry.put("folder", came.folder().path().toString());
        context.publishReportEntry(entry);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Parameter asking = parameter.getParameter();
        return INJECTED.containsKey(asking.getType())
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TrialOutcome came = outcome;
        Function<TrialOutcome, Object> part =
                INJECTED.get(parameter.getParameter().getType());
        if (came == null || part == null) {
            throw new IllegalStateException("there is no outcome yet for " + parameter);
        }
        return part.apply(came);
    }
}
