package io.ordeal.checker.txn.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.simulated.Application;
import io.ordeal.checker.txn.simulated.Bug;
import io.ordeal.checker.txn.simulated.SnapshotSessions;
import io.ordeal.history.History;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions saw of a database that keeps snapshot isolation is found to be so, with no times to help; and its bugs. */
class SnapshotSessionsTest {
    private static final String PLAIN = "snapshot-isolation";
    private static final String OF_SESSIONS = "strong-session-snapshot-isolation";

    private static CheckResult judge(History history, String level) {
        return Checkers.named("rw-register", CheckerOptions.DEFAULT.withModel(level))
                .check(history, CheckContext.unlimited());
    }

    @ParameterizedTest
    @EnumSource
    void isFoundToBeKept(Application application) {
        for (long seed = 1; seed <= 3; seed++) {
            History history = new SnapshotSessions(application, 15, 40, null, seed).run();
            assertThat(judge(history, PLAIN).verdict().isValid())
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(judge(history, OF_SESSIONS).verdict().isValid())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READ_HEAVY")
    void lostUpdatesAreFound(Application application) {
        History history = new SnapshotSessions(application, 15, 60, Bug.LOST_UPDATE, 1).run();
        if (application == Application.ORDERS || application == Application.AUCTION) {
            assertThat(judge(history, PLAIN).verdict().isInvalid()).isTrue();
        } else {
            // Where writes are blind it may be that no read shows what was lost; but decided it is.
            assertThat(judge(history, PLAIN).verdict().isUnknown()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void longForksAreFound(Application application) {
        History history = new SnapshotSessions(application, 15, 60, Bug.LONG_FORK, 1).run();
        assertThat(judge(history, PLAIN).verdict().isInvalid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void sessionsThatDoNotSeeTheirPastAreFound(Application application) {
        History history = new SnapshotSessions(application, 15, 60, Bug.CAUSAL_VIOLATION, 1).run();
        assertThat(judge(history, OF_SESSIONS).verdict().isInvalid()).isTrue();
    }
}
