package io.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.client.process.WireExample;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What workloads say that a client must serve: all that they ask for, as they ask for it, and answered so that their checkers
 * understand it, over the wire and back.
 */
class ServedOperationsTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(7, 4, 2, 50, Duration.ofSeconds(10));

    private static Stream<Workload<?>> workloads() {
        return ServiceLoader.load(Workload.class).stream().map(ServiceLoader.Provider::get);
    }

    /** As clients are asked, which is what becomes of what is recorded. */
    private static List<Invocation> asked(Workload<?> workload) {
        List<Invocation> asked = new ArrayList<>();
        Client client = workload.start(OPTIONS).recorded(new Client() {
            @Override
            public Completion invoke(Invocation invocation) {
                asked.add(invocation);
                return Completion.ok(invocation.value());
            }

            @Override
            public void close() {}
        });
        recorded(workload).forEach(op -> {
            try {
                client.invoke(new Invocation(op.f(), op.value()));
            } catch (Exception e) {
                throw new AssertionError(op.toString(), e);
            }
        });
        return asked;
    }

    private static List<Op> recorded(Workload<?> workload) {
        WorkloadRun<?> run = workload.start(OPTIONS);
        Generator main = Generators.limit(300, Generators.bursts(Duration.ofMillis(5), run.generator()));
        Generator whole = Generators.phases(
                Generators.clients(main), Generators.clients(Generators.limit(50, run.finalGenerator())));
        return new Simulation(4, false, 7)
                .run(whole, Simulation.perfect(Duration.ofMillis(1))).stream()
                        .filter(op -> op.type() == OpType.INVOKE)
                        .toList();
    }

    @TestFactory
    Stream<DynamicTest> areAllThatAreAskedFor() {
        return workloads()
                .map(workload -> DynamicTest.dynamicTest(workload.name(), () -> {
                    Map<String, String> forms = workload.operations().stream()
                            .collect(Collectors.toMap(ServedOperation::f, each -> form(each.invoked())));
                    List<Invocation> asked = asked(workload);
                    assertThat(asked).isNotEmpty();
                    assertThat(forms.keySet())
                            .containsAll(asked.stream().map(Invocation::f).collect(Collectors.toSet()));
                    for (Invocation op : asked) {
                        assertThat(form(op.value())).as("%s", op).isEqualTo(forms.get(op.f()));
                    }
                }));
    }

    /** A value's kind; of collections that of what is in them, each once. */
    private static String form(@Nullable Object value) {
        if (value instanceof List<?> list) {
            Set<String> kinds = new TreeSet<>();
            list.forEach(each -> kinds.add(each instanceof List<?> ? "[…]" : form(each)));
            return kinds.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Set<String> kinds = new TreeSet<>();
            map.keySet().forEach(key -> kinds.add(key instanceof Long ? "number" : key + ""));
            return "{" + kinds + "}";
        }
        return value == null
                ? "nil"
                : value instanceof Number ? "number" : value.getClass().getSimpleName();
    }

    @TestFactory
    Stream<DynamicTest> areUnderstoodByTheChecker() {
        return workloads()
                .map(workload -> DynamicTest.dynamicTest(workload.name(), () -> {
                    HistoryBuilder history = new HistoryBuilder();
                    int index = 0;
                    for (ServedOperation operation : workload.operations()) {
                        Object answered = WireExample.value(WireExample.ok(operation, 1));
                        history.add(new Op(index, index++, 0, OpType.INVOKE, operation.f(), operation.invoked(), null));
                        history.add(new Op(index, index++, 0, OpType.OK, operation.f(), answered, null));
                    }
                    Verdict verdict = Checkers.judge(
                                    workload.checker(OPTIONS),
                                    history.build(),
                                    CheckContext.withTimeLimit(Duration.ofSeconds(20)))
                            .verdict();
                    assertThat(verdict)
                            .isInstanceOfSatisfying(
                                    Verdict.Unknown.class,
                                    unknown -> assertThat(unknown.cause()).startsWith("the run tested too little"));
                }));
    }
}
