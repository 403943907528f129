package io.ordeal.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * A test class that is run to see what becomes of it.
 *
 * @param all events, those of containers, too
 * @param tests events of tests
 * @param finished tests that came to an end
 */
record KitRun(List<Event> all, List<Event> tests, List<Event> finished) {
    static KitRun of(Class<?> testClass, Path results) {
        return of(selectClass(testClass), results);
    }

    static KitRun of(DiscoverySelector selected, Path results) {
        return ofAll(List.of(selected), results);
    }

    /** Eight tests at a time, as trials inside this JVM, or of one small server, hardly need a processor. */
    static KitRun ofAll(List<? extends DiscoverySelector> selected, Path results) {
        return ofAll(selected, 8, results);
    }

    /** @param atATime so many tests; two where each has several servers that take a processor to start */
    static KitRun ofAll(List<? extends DiscoverySelector> selected, int atATime, Path results) {
        EngineExecutionResults run = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("ordeal.results", results.toString())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(atATime))
                .selectors(selected.toArray(DiscoverySelector[]::new))
                .execute();
        return new KitRun(
                run.allEvents().list(),
                run.testEvents().list(),
                run.testEvents().finished().list());
    }

    /** The part of it that a class had. */
    KitRun in(Class<?> testClass) {
        Predicate<Event> its =
                event -> event.getTestDescriptor().getUniqueId().toString().contains(":" + testClass.getName() + "]");
        return new KitRun(
                all.stream().filter(its).toList(),
                tests.stream().filter(its).toList(),
                finished.stream().filter(its).toList());
    }

    /** By their display names. */
    List<String> passed() {
        return named(TestExecutionResult.Status.SUCCESSFUL);
    }

    List<String> failed() {
        return named(TestExecutionResult.Status.FAILED);
    }

    List<String> aborted() {
        return named(TestExecutionResult.Status.ABORTED);
    }

    private List<String> named(TestExecutionResult.Status status) {
        return finished.stream()
                .filter(event -> result(event).getStatus() == status)
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** What a test threw whose name begins so; empty if none failed or was aborted. */
    String message(String name) {
        return finished.stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith(name))
                .map(event -> result(event).getThrowable())
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("");
    }

    /** The messages of all that was thrown, by containers, too, each on a line. */
    String everythingThrown() {
        return all.stream()
                .map(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(Optional::stream)
                .map(TestExecutionResult::getThrowable)
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .collect(Collectors.joining("\n"));
    }

    /** What tests told of themselves. */
    String told() {
        return tests.stream()
                .map(event -> event.getPayload(ReportEntry.class))
                .flatMap(Optional::stream)
                .map(ReportEntry::toString)
                .collect(Collectors.joining("\n"));
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }
}
