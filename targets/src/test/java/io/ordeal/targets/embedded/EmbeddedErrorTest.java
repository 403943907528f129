package io.ordeal.targets.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedErrorTest {
    @Test
    void aConflictFoundAtCommitIsDefinite() {
        assertThat(EmbeddedError.atCommit(new SQLException("its words", "40001", 4861)))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("its words");
    }

    /** SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED_SHAREDCACHE. */
    @ParameterizedTest
    @ValueSource(ints = {5, 517, 262})
    void aCommitThatSqliteLeavesOpenIsDefinite(int code) {
        assertThat(EmbeddedError.atCommit(new SQLException("its words", null, code)))
                .isInstanceOf(DefiniteFailure.class);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"90067", "08006", "HY000", "90028"})
    void allElseProvesNothing(String state) {
        SQLException answer = new SQLException("its words", state, 10);
        assertThat(EmbeddedError.atCommit(answer)).isSameAs(answer);
    }
}
