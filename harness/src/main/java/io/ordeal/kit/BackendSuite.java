package io.ordeal.kit;

import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rules that every backend of some kind is put to; a test class implements the suite of its kind and says what is tried.
 *
 * <pre>{@code
 * class MyLockTest implements LockBackendSuite {
 *     public Target target() {
 *         return new MyLockTarget();
 *     }
 * }
 * }</pre>
 *
 * <p>Rules are tried in the order of their numbers, those of the client (C) first. A rule's failure begins with its number and says where to look first. A rule that the backend has nothing for, such as
 * faults of a network that it does not use, is aborted, which JUnit tells as skipped, with the reason.
 */
@DisplayNameGeneration(RuleNames.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
public interface BackendSuite {
    /** What is tried, made anew for each rule. */
    Target target();

    /** The workload whose operations the rules about the client itself use, by name. */
    String workload();

    /**
     * How each trial is done: 5 s, or until the first violation, with faults about every second. Longer ones are worth
     * more. One that tells nothing is made once more, three times as long.
     */
    default RunOptions options() {
        return RunOptions.DEFAULT
                .withTime(Duration.ofSeconds(5))
                .withFaultInterval(Duration.ofSeconds(1))
                .withStopOnViolation(true);
    }
}
