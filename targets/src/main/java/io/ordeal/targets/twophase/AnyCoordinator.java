package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.transfer.Transfer;
import java.util.List;

/**
 * As introductory texts have it: the transaction is processed on the nodes in turn, and the first success is success for
 * all. The other nodes are not asked any more.
 */
final class AnyCoordinator extends Coordinator {
    AnyCoordinator(ClientContext context) {
        super(context);
    }

    @Override
    public void transfer(Transfer transfer) throws DefiniteFailure, InterruptedException {
        List<Participant> participants = of(transfer);
        for (int i = 0; i < participants.size(); i++) {
            boolean done = participants.get(i).make(transfer);
            step("processed", participants, i);
            if (done) {
                return;
            }
        }
        throw new DefiniteFailure("no node has processed it");
    }
}
