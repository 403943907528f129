package io.ordeal.workload.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.SimulatedSystem;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.bank.BankWorkload;
import io.ordeal.workload.longfork.LongForkWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionWorkloadsTest {
    private static final int OPERATIONS = 2_000;
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(3, 6, 3, 40, Duration.ofSeconds(10));
    private static final SimulatedSystem AT_ONCE = Simulation.perfect(Duration.ofNanos(100_000));

    /** What is generated, in the order in which it is invoked, for a system that answers at once. */
    private static List<Invocation> generated(Workload<?> workload) {
        List<Invocation> invocations = new ArrayList<>();
        for (Op op : simulate(workload)) {
            if (op.type() == OpType.INVOKE) {
                invocations.add(new Invocation(op.f(), op.value()));
            }
        }
        return invocations;
    }

    private static List<Op> simulate(Workload<?> workload) {
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(Generators.limit(OPERATIONS, workload.start(OPTIONS).generator()), AT_ONCE);
    }

    private static List<List<MicroOperation>> transactions(Workload<?> workload) {
        return generated(workload).stream()
                .map(invocation -> MicroOperation.parse(invocation.value()))
                .toList();
    }

    @Test
    void everyWriteIsUniqueOnItsKeyAndKeysMakeWay() {
        for (Workload<?> workload :
                List.of(new ListAppendWorkload(), new RwRegisterWorkload(), new WriteSkewWorkload())) {
            Map<Long, Set<Object>> written = new HashMap<>();
            Map<Long, Integer> operations = new HashMap<>();
            for (List<MicroOperation> transaction : transactions(workload)) {
                for (MicroOperation step : transaction) {
                    operations.merge(step.key(), 1, Integer::sum);
                    if (!step.isRead()) {
                        assertThat(written.computeIfAbsent(step.key(), key -> new HashSet<>())
                                        .add(step.value()))
                                .as("%s writes %s once", workload.name(), step)
                                .isTrue();
                    }
                }
            }
            assertThat(operations).as(workload.name()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void randomTransactionsHaveOneToFourStepsAndAKeyIsGivenUpWhenItHasEnough() {
        Map<Long, Integer> operations = new HashMap<>();
        Set<Integer> lengths = new HashSet<>();
        for (List<MicroOperation> transaction : transactions(new ListAppendWorkload())) {
            lengths.add(transaction.size());
            transaction.forEach(step -> operations.merge(step.key(), 1, Integer::sum));
        }
        assertThat(lengths).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(operations.values()).allMatch(count -> count <= OPTIONS.operationsPerKey());
    }

    @Test
    void whatIsGeneratedHangsOnTheSeedAlone() {
        assertThat(transactions(new ListAppendWorkload())).isEqualTo(transactions(new ListAppendWorkload()));
    }

    @Test
    void writeSkewReadsBothOfAPairAndWritesOneAtMost() {
        for (List<MicroOperation> transaction : transactions(new WriteSkewWorkload())) {
            assertThat(transaction).hasSizeBetween(2, 3);
            long pair = transaction.get(0).key() / 2;
            assertThat(transaction).allMatch(step -> step.key() / 2 == pair);
            assertThat(transaction.subList(0, 2)).allMatch(MicroOperation::isRead);
        }
    }

    @Test
    void longForkWritesEachRegisterOnceAndReadsItsGroup() {
        Set<Long> written = new HashSet<>();
        for (List<MicroOperation> transaction : transactions(new LongForkWorkload())) {
            if (transaction.get(0).isRead()) {
                assertThat(transaction).hasSize(3).allMatch(MicroOperation::isRead);
            } else {
                assertThat(transaction).hasSize(1);
                assertThat(written.add(transaction.get(0).key())).isTrue();
            }
        }
        assertThat(written).hasSizeGreaterThan(100);
    }

    @Test
    void theBankIsOpenedBeforeAnythingElse() {
        List<Invocation> invocations = generated(new BankWorkload());
        assertThat(invocations.get(0).f()).isEqualTo("open");
        assertThat(invocations.subList(1, invocations.size()))
                .extracting(Invocation::f)
                .containsOnly("transfer", "read");
    }

    @Test
    void theLastReadsAreOfAllKeysThatWereUsed() {
        LastReads lastReads = new LastReads();
        Generator main = lastReads.noting(Generators.sequence(
                Generators.once("txn", MicroOperation.toValue(List.of(MicroOperation.append(0, 1)))),
                Generators.once("txn", MicroOperation.toValue(List.of(MicroOperation.append(19, 1))))));
        Set<Long> read = new HashSet<>();
        List<Op> history =
                new Simulation(2, false, 3).run(Generators.phases(main, lastReads.generator("txn")), AT_ONCE);
        for (Op op : history.subList(4, history.size())) {
            MicroOperation.parse(op.value()).forEach(step -> read.add(step.key()));
        }
        assertThat(read).hasSize(20);
        assertThat(history).filteredOn(op -> op.type() == OpType.INVOKE).hasSize(2 + 6);
    }

    @Test
    void aTransactionAnswersWhatItReadItsOwnWritesToo() throws Exception {
        Map<String, String> data = new HashMap<>(Map.of("k4", "1,2"));
        TransactionOperations operations = TransactionOperations.onLists(storeOf(data));
        Completion completion = operations.invoke(new Invocation(
                "txn",
                MicroOperation.toValue(
                        List.of(MicroOperation.append(4, 3), MicroOperation.read(4), MicroOperation.read(5)))));
        assertThat(String.valueOf(completion.value()))
                .isEqualTo("[[:append, 4, 3], [:r, 4, [1, 2, 3]], [:r, 5, null]]");
        assertThat(data).containsEntry("k4", "1,2,3");
    }

    private static TransactionClient storeOf(Map<String, String> data) {
        return new TransactionClient() {
            @Override
            public <T> T transact(Access access, Work<T> work) throws Exception {
                return work.run(new Transaction() {
                    @Override
                    public Optional<String> read(String key) {
                        return Optional.ofNullable(data.get(key));
                    }

                    @Override
                    public void write(String key, String value) {
                        data.put(key, value);
                    }
                });
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "w", "append"})
    void aStepIsReadAsItIsWritten(String name) {
        List<?> step = name.equals("r")
                ? java.util.Arrays.asList(Keyword.of(name), 3L, null)
                : List.of(Keyword.of(name), 3L, 7L);
        assertThat(MicroOperation.toValue(MicroOperation.parse(List.of(step)))).isEqualTo(List.of(step));
    }

    @Test
    void whatIsNoTransactionIsRefused() {
        for (Object value : List.of("txn", List.of(1L), List.of(List.of(Keyword.of("cas"), 1L, 2L)))) {
            assertThatThrownBy(() -> MicroOperation.parse(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a transaction such as");
        }
    }
}
