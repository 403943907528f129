package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Transactions of unknown outcome that others have read of. */
class UnknownOutcomesTest {
    /** Where the keys' orders differ, with one of the two writers of an outcome to be filled in. */
    private static final String CROSSED = """
            {:process 0, :type :invoke, :f :txn, :value [[:w :x 1] [:w :y 1]]}
            {:process 1, :type :invoke, :f :txn, :value [[:w :x 2] [:w :y 2]]}
            {:process 2, :type :invoke, :f :txn, :value [[:r :x nil] [:r :y nil]]}
            {:process 2, :type :ok, :f :txn, :value [[:r :x 1] [:r :y 2]]}
            {:process 3, :type :invoke, :f :txn, :value [[:r :x nil] [:r :y nil]]}
            {:process 3, :type :ok, :f :txn, :value [[:r :x 2] [:r :y 1]]}
            {:process 0, :type :ok, :f :txn, :value [[:w :x 1] [:w :y 1]]}
            {:process 1, :type :%s, :f :txn, :value [[:w :x 2] [:w :y 2]]}
            """;

    private static Verdict judge(String outcome) throws IOException {
        byte[] text = CROSSED.formatted(outcome).getBytes(StandardCharsets.UTF_8);
        CheckerOptions options =
                CheckerOptions.DEFAULT.withModel("read-uncommitted").withAssumption("linearizable-keys", true);
        return Checkers.judge(
                        Checkers.named("rw-register", options),
                        HistoryReader.read(new ByteArrayInputStream(text), Origin.FOREIGN)
                                .history(),
                        CheckContext.unlimited())
                .verdict();
    }

    @Test
    void aWriterThatMayHaveBeenGivenUpMakesNoDirtyWrite() throws IOException {
        assertThat(judge("ok").isInvalid()).isTrue();
        assertThat(judge("info").isUnknown()).isTrue();
    }
}
