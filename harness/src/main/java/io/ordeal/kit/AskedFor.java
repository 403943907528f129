package io.ordeal.kit;

import io.ordeal.fault.schedule.FaultText;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.text.DurationText;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test method and of its classes ask for: the nearest that says something counts. */
final class AskedFor {
    private static final Duration USUAL_TIME = Duration.ofSeconds(10);
    private static final String NO_FAULTS = "none";

    private final String where;
    private final List<OrdealTest> annotations;

    String where() {
        return where;
    }

    private AskedFor(String where, List<OrdealTest> annotations) {
        this.where = where;
        this.annotations = annotations;
    }

    static AskedFor of(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        List<OrdealTest> found = new ArrayList<>();
        AnnotationSupport.findAnnotation(method, OrdealTest.class).ifPresent(found::add);
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            AnnotationSupport.findAnnotation(type, OrdealTest.class).ifPresent(found::add);
        }
        return new AskedFor(
                "@OrdealTest of " + context.getRequiredTestClass().getSimpleName() + "." + method.getName(), found);
    }

    /** Every combination, seeds first. */
    List<TrialCell> cells() {
        String[] workloads = first(OrdealTest::workloads, names -> names.length > 0)
                .orElseThrow(() -> wrong("workloads: none; expected some, such as workloads = \"lock\""));
        String[] faults =
                first(OrdealTest::faults, texts -> texts.length > 0).orElseGet(() -> new String[] {NO_FAULTS});
        List<OptionalLong> seeds = first(OrdealTest::seeds, numbers -> numbers.length > 0)
                .map(numbers ->
                        Arrays.stream(numbers).mapToObj(OptionalLong::of).toList())
                .orElseGet(() -> List.of(OptionalLong.empty()));
        List<TrialCell> cells = new ArrayList<>();
        for (String workload : workloads) {
            for (String fault : faults) {
                List<String> parsed = parsed(fault);
                seeds.forEach(seed -> cells.add(new TrialCell(workload, parsed, seed)));
            }
        }
        return cells;
    }

    private List<String> parsed(String faults) {
        try {
            return FaultText.split(faults).stream()
                    .map(text -> FaultText.parse(text.strip()).toString())
                    .toList();
        } catch (IllegalArgumentException malformed) {
            throw wrong("faults: " + malformed.getMessage());
        }
    }

    /**
     * How the runs are done.
     *
     * @param suite what the test's suite says; empty if it is none
     */
    RunOptions options(Optional<RunOptions> suite) {
        RunOptions base =
                suite.orElseGet(() -> RunOptions.DEFAULT.withTime(USUAL_TIME).withStopOnViolation(true));
        try {
            return new RunOptions(
                    duration("time", OrdealTest::time, base.time()),
                    first(OrdealTest::rate, rate -> rate >= 0).orElse(base.rate()),
                    first(OrdealTest::concurrency, workers -> workers != 0).orElse(base.concurrency()),
                    duration("faultInterval", OrdealTest::faultInterval, base.faultInterval()),
                    duration("operationTimeout", OrdealTest::operationTimeout, base.operationTimeout()),
                    base.cluster(),
                    base.endpoints(),
                    first(OrdealTest::keys, keys -> keys != 0).orElse(base.keys()),
                    base.operationsPerKey(),
                    base.toxiproxy(),
                    base.drawing(),
                    base.pace(),
                    base.stopOnViolation() && !isSaid(OrdealTest::wholeTime),
                    base.clients());
        } catch (IllegalArgumentException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
    }

    private Duration duration(String element, Function<OrdealTest, String> text, Duration without) {
        Optional<String> said = first(text, written -> !written.isBlank());
        try {
            return said.map(DurationText::parse).orElse(without);
        } catch (IllegalArgumentException malformed) {
            throw wrong(element + ": " + malformed.getMessage());
        }
    }

    boolean unknownAllowed() {
        return isSaid(OrdealTest::unknownAllowed);
    }

    private boolean isSaid(Predicate<OrdealTest> what) {
        return annotations.stream().anyMatch(what);
    }

    /** The target, made anew; of the annotation that is nearest, else the suite's. */
    Target target(ExtensionContext context) {
        for (OrdealTest annotation : annotations) {
            Optional<Target> told = TargetSource.of(annotation, context, where);
            if (told.isPresent()) {
                return told.get();
            }
        }
        if (context.getRequiredTestInstance() instanceof BackendSuite suite) {
            return suite.target();
        }
        throw wrong(
                "nothing says what is tried; expected target = MyTarget.class, or targetFrom = \"the name of a field or"
                        + " method that makes it\"");
    }

    private <T> Optional<T> first(Function<OrdealTest, T> element, Predicate<T> isSaid) {
        return annotations.stream().map(element).filter(isSaid).findFirst();
    }

    private ExtensionConfigurationException wrong(String what) {
        return new ExtensionConfigurationException(where + ": " + what);
    }
}
