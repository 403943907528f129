package io.ordeal.workload.leader;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import org.jspecify.annotations.Nullable;

/**
 * A client of an election, in this JVM or a process of its own, whose questions and resignations do not fail as long as it takes
 * itself for the leader.
 *
 * <p>A failure would say that it goes on believing what it did, and every leader to come would be a second one. But who learns
 * nothing when he asks acts as a leader no more, and who began to resign neither: that is {@code info}.
 */
record BelievedOffices(Client client, Belief belief) implements Client {
    BelievedOffices(Client client) {
        this(client, new Belief());
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        boolean mine = belief.in(invocation.value()) && !invocation.f().equals(LeaderOperations.CAMPAIGN);
        try {
            Completion completion = client.invoke(invocation);
            if (mine && completion.type() == OpType.FAIL) {
                belief.lost();
                return Completion.info(completion.value(), learntNothing(completion.error()));
            }
            belief.told(invocation, completion);
            return completion;
        } catch (DefiniteFailure nothing) {
            if (mine) {
                belief.lost();
                throw new IllegalStateException(learntNothing(nothing.getMessage()), nothing);
            }
            throw nothing;
        }
    }

    private static String learntNothing(@Nullable Object why) {
        return "it can't tell whether it leads: " + why;
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
