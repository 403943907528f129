package io.ordeal.kit;

import io.ordeal.targets.Target;
import io.ordeal.trial.TrialOutcome;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that trials are run for: one invocation for each combination of a workload, faults and a seed.
 *
 * <p>The method may take what came of it as parameters: a {@link TrialOutcome}, a {@link io.ordeal.checker.Verdict Verdict},
 * the {@link io.ordeal.history.History History}, the {@link io.ordeal.store.RunFolder RunFolder}, in any order. One that takes
 * neither outcome nor verdict, which it would judge itself, passes only if the promise is kept. A trial whose verdict is unknown fails the test before its method is called.
 *
 * <p>On a class it says what the annotations of its methods leave out. The target is told by one of {@link #target}, {@link
 * #targetFrom} and {@link #targetFile}; in a {@link BackendSuite} it is the suite's.
 *
 * <p>Each invocation has servers of its own, so invocations may run in parallel; in the same JVM the {@code ordeal.log} of a
 * run then has lines of the others'. A {@link org.junit.jupiter.api.Timeout @Timeout} ends the trial, too: it is healed, kept
 * and judged as an interrupted one, and fails the test.
 *
 * <p>Runs land in {@code target/ordeal} ({@code build/ordeal} where Gradle builds), or where JUnit's configuration parameter,
 * or the system property, {@code ordeal.results} says. Seeds are drawn afresh unless {@link #seeds} or {@code ordeal.seed} says
 * them.
 */
@java.lang.annotation.Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestTemplate
@ExtendWith(OrdealExtension.class)
@Tag("ordeal")
public @interface OrdealTest {
    /** By name, as {@code ./ordeal list workloads} has them. */
    String[] workloads() default {};

    /** As after {@code --faults}, each a run's; {@code none} for a run without. Without any: one run without faults. */
    String[] faults() default {};

    /** Of all that is drawn. Without any: one, drawn afresh, or the configuration parameter {@code ordeal.seed}. */
    long[] seeds() default {};

    /** The target's class, which has a constructor without parameters. */
    Class<? extends Target> target() default Target.class;

    /** The name of a field, or of a method without parameters, of the test's class, that has or makes the target. */
    String targetFrom() default "";

    /** The path of a file that describes the target, such as {@code ordeal.yaml}, from where the build runs. */
    String targetFile() default "";

    /** Of the main phase, as after {@code --time}; 10s without. */
    String time() default "";

    /** Operations a second that are begun, 0 for no limit; 200 without. */
    double rate() default -1;

    /** Workers; 10 without. */
    int concurrency() default 0;

    /** Locks or registers that are in use at once; the workload's own number without. */
    int keys() default 0;

    /** After it an operation's outcome is unknown; 5s without. */
    String operationTimeout() default "";

    /** Mean time that a fault lasts, and until the next; 5s without. */
    String faultInterval() default "";

    /** Whether the main phase is run to its end, even if there is a violation that nothing later can undo. */
    boolean wholeTime() default false;

    /** Whether the method wants to see an unknown verdict, too. */
    boolean unknownAllowed() default false;
}
