package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.transfer.Transfer;
import java.sql.SQLException;
import java.util.List;

/**
 * As introductory texts have it who take atomic commit for consensus: in the first phase more than half of the participants
 * must say yes; then all commit. The one that said no has nothing to commit.
 */
final class MajorityCoordinator extends Coordinator {
    MajorityCoordinator(ClientContext context) {
        super(context);
    }

    @Override
    public void transfer(Transfer transfer) throws DefiniteFailure, InterruptedException {
        String transaction = TransactionName.of(name(), transfer.id());
        List<Participant> participants = of(transfer);
        int yes = 0;
        for (int i = 0; i < participants.size(); i++) {
            step("preparing", participants, i);
            Participant.Vote vote = participants.get(i).prepare(transfer, transaction);
            yes += vote == Participant.Vote.YES ? 1 : 0;
            voted(vote, participants, i);
        }
        boolean commit = yes > participants.size() / 2;
        for (int i = 0; i < participants.size(); i++) {
            try {
                if (commit) {
                    step("committing", participants, i);
                    participants.get(i).commit(transaction);
                } else {
                    participants.get(i).rollBack(transaction);
                }
            } catch (SQLException notLookedAt) {
                // the majority has decided
            }
            step(commit ? "committed" : "rolled back", participants, i);
        }
        if (!commit) {
            throw new DefiniteFailure("only " + yes + " of " + participants.size() + " said yes");
        }
    }
}
