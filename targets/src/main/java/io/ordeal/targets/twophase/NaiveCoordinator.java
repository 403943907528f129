package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.transfer.Transfer;
import java.sql.SQLException;
import java.util.List;

/**
 * As introductory texts have it: prepare each participant; if all are prepared, commit each in turn, else roll back each in
 * turn. It writes nothing down, does not try again, does not look at what the second phase answers; and the flag that says
 * whether all are prepared belongs to the coordinator, which once it is false stays so.
 */
final class NaiveCoordinator extends Coordinator {
    private boolean allPrepared = true;

    NaiveCoordinator(ClientContext context) {
        super(context);
    }

    @Override
    public void transfer(Transfer transfer) throws DefiniteFailure, InterruptedException {
        String transaction = TransactionName.of(name(), transfer.id());
        List<Participant> participants = of(transfer);
        for (int i = 0; i < participants.size(); i++) {
            step("preparing", participants, i);
            Participant.Vote vote = participants.get(i).prepare(transfer, transaction);
            if (vote != Participant.Vote.YES) {
                allPrepared = false;
            }
            voted(vote, participants, i);
        }
        for (int i = 0; i < participants.size(); i++) {
            try {
                if (allPrepared) {
                    step("committing", participants, i);
                    participants.get(i).commit(transaction);
                } else {
                    participants.get(i).rollBack(transaction);
                }
            } catch (SQLException notLookedAt) {
                // as the text has it
            }
            step(allPrepared ? "committed" : "rolled back", participants, i);
        }
        if (!allPrepared) {
            throw new DefiniteFailure("not all were prepared, and each was rolled back");
        }
    }
}
