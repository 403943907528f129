package io.ordeal.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresErrorTest {
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "25006", "25P02", "25P03", "55P03", "57014", "57P03", "42704"})
    void anAnswerToCommitThatOnlyATransactionThatIsRolledBackGetsIsDefinite(String state) {
        assertThat(PostgresError.atCommit(new SQLException("its words", state)))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("its words");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"08006", "08001", "57P01", "57P02", "XX000", "53100", "40003", "40XXX"})
    void atCommitAllElseProvesNothing(String state) {
        SQLException answer = new SQLException("its words", state);
        assertThat(PostgresError.atCommit(answer)).isSameAs(answer);
    }
}
