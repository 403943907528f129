package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Less of transactions: of [append 1] [append 2], then [read 1] [read 3], then [append 2]. */
class TransactionsTest {
    @TempDir
    private Path folder;

    private ReplayPlan plan;

    @BeforeEach
    void record() throws IOException {
        ReplayPlan registers = ReplayPlan.of(Recordings.twoKills(folder));
        List<List<List<?>>> values =
                List.of(List.of(append(1), append(2)), List.of(read(1), read(3)), List.of(append(2)));
        List<RecordedOperation> operations = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            RecordedOperation one = registers.operations().get(i);
            operations.add(new RecordedOperation(
                    i,
                    one.worker(),
                    one.timeNanos(),
                    new Invocation("txn", values.get(i)),
                    one.before(),
                    one.outcome()));
        }
        plan = registers.withOperations(operations);
    }

    private static List<?> append(long key) {
        return List.of(Keyword.of("append"), key, 7L);
    }

    private static List<?> read(long key) {
        return Arrays.asList(Keyword.of("r"), key, null);
    }

    private static List<Object> values(ReplayPlan plan) {
        List<Object> values = new ArrayList<>();
        plan.operations().forEach(one -> values.add(one.invocation().value()));
        return values;
    }

    @Test
    void aKeyIsLeftOutOfAll() {
        assertThat(Transactions.keys(plan)).containsExactly("1", "2", "3");
        assertThat(values(Transactions.withoutKeys(plan, Set.of("2"))))
                .containsExactly(List.of(append(1)), List.of(read(1), read(3)));
    }

    @Test
    void aStepIsLeftOutOfItsTransactionAlone() {
        assertThat(Transactions.stepsOfSeveral(plan)).containsExactly("0/0", "0/1", "1/0", "1/1");
        assertThat(values(Transactions.withoutSteps(plan, Set.of("0/1", "1/0"))))
                .containsExactly(List.of(append(1)), List.of(read(3)), List.of(append(2)));
    }

    /** The recording's own operations write to registers. */
    @Test
    void whatIsNoTransactionIsLeftAsItIs() throws IOException {
        ReplayPlan registers = ReplayPlan.of(plan.recording());
        assertThat(Transactions.keys(registers)).isEmpty();
        assertThat(Transactions.withoutKeys(registers, Set.of("1"))).isEqualTo(registers);
    }
}
