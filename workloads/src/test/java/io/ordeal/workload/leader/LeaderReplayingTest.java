package io.ordeal.workload.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaderReplayingTest {
    private static final Invocation CAMPAIGN = new Invocation("campaign", "a");
    private static final Invocation LEADS = new Invocation("leads", "a");
    private static final Invocation RESIGN = new Invocation("resign", "a");
    private static final Optional<Op> ELECTED = answer("campaign", OpType.OK, List.of("a", 7L));
    private static final Optional<Op> STILL = answer("leads", OpType.OK, List.of("a", 7L));
    private static final Optional<Op> NO_MORE = answer("leads", OpType.OK, List.of("a", false));
    private static final Optional<Op> REFUSED = answer("campaign", OpType.FAIL, "a");

    private final LeaderReplaying replaying = new LeaderReplaying(LeaderRun.mayLead());

    private static Optional<Op> answer(String f, OpType type, Object value) {
        return Optional.of(new Op(1, 1, 0, type, f, value, null));
    }

    @Test
    void whoLeadsAsksAndResignsAndNobodyElse() {
        for (Invocation then : List.of(LEADS, RESIGN)) {
            assertThat(replaying.instead(then, ELECTED, ELECTED)).containsExactly(then);
            assertThat(replaying.instead(then, STILL, STILL)).containsExactly(then);
            assertThat(replaying.instead(then, STILL, NO_MORE)).isEmpty();
            assertThat(replaying.instead(then, ELECTED, REFUSED)).isEmpty();
        }
        assertThat(replaying.instead(RESIGN, REFUSED, REFUSED)).containsExactly(RESIGN);
        assertThat(replaying.instead(CAMPAIGN, NO_MORE, STILL)).containsExactly(CAMPAIGN);
    }

    @Test
    void whoWasElectedWhereTheRecordingWasNotResigns() {
        assertThat(replaying.owed(ELECTED.orElseThrow(), Optional.of(CAMPAIGN))).contains(RESIGN);
        assertThat(replaying.owed(STILL.orElseThrow(), Optional.empty())).contains(RESIGN);
        assertThat(replaying.owed(ELECTED.orElseThrow(), Optional.of(LEADS))).isEmpty();
        assertThat(replaying.owed(NO_MORE.orElseThrow(), Optional.of(CAMPAIGN))).isEmpty();
        assertThat(replaying.owed(REFUSED.orElseThrow(), Optional.of(CAMPAIGN))).isEmpty();
    }
}
