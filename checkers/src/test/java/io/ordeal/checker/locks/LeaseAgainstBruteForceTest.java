package io.ordeal.checker.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A lease is no sequential machine, for time ends it. Here it is by its definition: a server that grants, and is told of
 * releases, at moments between invocation and completion, all of which are tried; it may grant to another from the moment
 * on at which the holder, who counts from its own invocation, thinks that its time is up.
 */
class LeaseAgainstBruteForceTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 20_000);
    private static final long SEED = Long.getLong("ordeal.seed", 31_337);
    private static final long TTL = LeaseHistories.TTL.toNanos();
    private static final int NOBODY = -1;

    @Test
    void agreesWithBruteForce() {
        Checker checker = new LockChecker(LockKind.LEASE, 1, LeaseHistories.TTL, Optional.empty());
        CheckContext context = CheckContext.unlimited();
        int invalid = 0;
        int unknown = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = SEED + i;
            History history = LeaseHistories.of(seed);
            Verdict verdict = checker.check(history, context).verdict();
            boolean expected = new Server(history).canHaveBeen();
            if (verdict.isUnknown() ? !mayReleaseLater(history) : verdict.isValid() != expected) {
                StringBuilder words = new StringBuilder();
                history.ops().forEach(op -> words.append(op).append('\n'));
                assertThat(verdict)
                        .as("-Dordeal.seed=%d:\n%s", seed, words)
                        .isEqualTo(expected ? "valid, by brute force" : "invalid, by brute force");
            }
            invalid += expected ? 0 : 1;
            unknown += verdict.isUnknown() ? 1 : 0;
        }
        assertThat(unknown).as("undecided histories").isLessThan(HISTORIES / 20);
        assertThat(invalid).as("invalid histories").isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    }

    /** Whether a process acquires after a release of unknown outcome. */
    private static boolean mayReleaseLater(History history) {
        for (int i = 0; i < history.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (history.process(i) == history.process(j)
                        && history.f(i).equals("acquire")
                        && !history.f(j).equals("acquire")
                        && history.type(j) == OpType.INFO) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All that a server may have done. */
    private static final class Server {
        private final History history;
        private final Set<State> seen = new HashSet<>();

        /**
         * @param at the event that comes next
         * @param done the operations, by the bits of their invocations' positions, that took effect
         */
        private record State(int at, int done, int holder, long until) {}

        Server(History history) {
            this.history = history;
        }

        boolean canHaveBeen() {
            for (int i = 0; i < history.size(); i++) {
                if (history.isInvoke(i)
                        && history.f(i).equals("release")
                        && history.outcome(i) == OpType.OK
                        && !hadToDoWithIt(history.process(i), i)) {
                    return false;
                }
            }
            return goOn(new State(0, 0, NOBODY, 0));
        }

        private boolean hadToDoWithIt(int process, int before) {
            for (int i = 0; i < before; i++) {
                if (history.process(i) == process
                        && history.isInvoke(i)
                        && history.outcome(i) != OpType.FAIL
                        && !history.f(i).equals("release")) {
                    return true;
                }
            }
            return false;
        }

        private boolean goOn(State state) {
            if (state.at() == history.size()) {
                return true;
            }
            if (!seen.add(state)) {
                return false;
            }
            // What happens right before the next event may happen at its time.
            long now = history.timeNanos(state.at());
            for (int i = 0; i < state.at(); i++) {
                if (isOpen(i, state) && tryOne(i, state, now)) {
                    return true;
                }
            }
            boolean completesUndone =
                    history.type(state.at()) == OpType.OK && (state.done() & 1 << history.partner(state.at())) == 0;
            return !completesUndone && goOn(new State(state.at() + 1, state.done(), state.holder(), state.until()));
        }

        private boolean isOpen(int i, State state) {
            if (!history.isInvoke(i) || (state.done() & 1 << i) != 0) {
                return false;
            }
            return history.outcome(i) != OpType.FAIL
                    && (history.outcome(i) != OpType.OK || history.partner(i) >= state.at());
        }

        private boolean tryOne(int i, State state, long now) {
            int done = state.done() | 1 << i;
            int process = history.process(i);
            boolean mine = state.holder() == process;
            if (!history.f(i).equals("acquire")) {
                return goOn(new State(state.at(), done, mine ? NOBODY : state.holder(), state.until()));
            }
            long until = history.timeNanos(i) + TTL;
            if (until <= now) {
                // Its time was up before it was granted: a grant of nothing.
                return goOn(new State(state.at(), done, state.holder(), state.until()));
            }
            if (state.holder() != NOBODY && !mine && now < state.until()) {
                return false;
            }
            return goOn(new State(state.at(), done, process, mine ? Math.max(until, state.until()) : until));
        }
    }
}
