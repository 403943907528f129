package io.ordeal.checker.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.txn.Transactions.Workload;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionsTest {
    @Test
    void columnsOfRegisters() throws IOException {
        Transactions transactions = registers("""
                {:process 7, :type :invoke, :value [[:w :x 1] [:r :y nil] [:w :x 2] [:r :x nil]]}
                {:process 7, :type :ok, :value [[:w :x 1] [:r :y nil] [:w :x 2] [:r :x 2]]}
                {:process 3, :type :invoke, :value [[:w :y 3]]}
                {:process 3, :type :info, :value [[:w :y 3]]}
                {:process 7, :type :invoke, :value [[:r :y nil] [:r :x nil]]}
                {:process 7, :type :ok, :value [[:r :y 3] [:r :x 9]]}
                {:process 8, :type :invoke, :value [[:w :x 4]]}
                {:process 8, :type :fail, :value [[:w :x 4]]}
                """);
        assertThat(transactions.size()).isEqualTo(4);
        assertThat(transactions.isOk(0)).isTrue();
        assertThat(transactions.isInfo(1)).isTrue();
        assertThat(transactions.isFail(3)).isTrue();
        assertThat(transactions.sessionCount()).isEqualTo(3);
        assertThat(transactions.session(2)).isEqualTo(transactions.session(0));
        assertThat(transactions.process(2)).isEqualTo(7);
        assertThat(transactions.begin(1)).isEqualTo(4);
        assertThat(transactions.isFinalWrite(0)).isFalse();
        assertThat(transactions.isOverwritten(0)).isTrue();
        assertThat(transactions.isFinalWrite(2)).isTrue();
        assertThat(transactions.isExternalRead(1)).isTrue();
        assertThat(transactions.isExternalRead(3)).isFalse();
        assertThat(transactions.writeRead(1)).isEqualTo(Transactions.INITIAL);
        assertThat(transactions.writeRead(3)).isEqualTo(2);
        assertThat(transactions.owner(transactions.writeRead(5))).isEqualTo(1);
        assertThat(transactions.writeRead(6)).isEqualTo(Transactions.NOBODY);
        assertThat(transactions.keyName(transactions.key(1))).hasToString(":y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:w :x 1] | [:r :x 1] | repeats its invocation",
                "[:w :x 1] | [:w :x 2] | repeats its invocation",
                "[:w :x 1] | [:w :x 1] [:w :x 2] | has 2 micro-operations",
                "[:w :x 1] [:w :x 1] | [:w :x 1] [:w :x 1] | both write 1 to key :x",
                "[:w :x nil] | [:w :x nil] | neither nil nor a collection",
                "[:w :x [1]] | [:w :x [1]] | neither nil nor a collection",
                "[:r :x nil] | [:r :x [1]] | answers no collection",
                "[:append :x 1] | [:append :x 1] | [:w k v]",
                "[:w :x] | [:w :x] | [f key value]",
                "[:w [1] 1] | [:w [1] 1] | a key is no collection"
            })
    void whatMakesNoSenseIsToldByItsIndex(String asked, String answered, String message) {
        String text = "{:process 0, :index 17, :type :invoke, :value [" + asked + "]}\n"
                + "{:process 0, :index 23, :type :ok, :value [" + answered + "]}\n";
        assertThatThrownBy(() -> registers(text))
                .isInstanceOf(UnjudgeableHistoryException.class)
                .hasMessageContaining("index 23")
                .hasMessageContaining(message);
    }

    private static Transactions registers(String text) throws IOException {
        History history = HistoryReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                .history();
        return Transactions.of(history, Workload.RW_REGISTER, null, CheckContext.unlimited());
    }
}
