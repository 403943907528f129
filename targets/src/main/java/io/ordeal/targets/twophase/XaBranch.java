package io.ordeal.targets.twophase;

import io.ordeal.targets.parts.SteppingXaResource;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant's part in a transfer: the coordinator hears of what could not be committed or rolled back. */
final class XaBranch extends SteppingXaResource {
    private final XaCoordinator coordinator;

    /**
     * @param participants of the transfer
     * @param place of this one among them
     */
    XaBranch(XAResource resource, XaCoordinator coordinator, List<Participant> participants, int place) {
        super(resource, what -> coordinator.step(what, participants, place));
        this.coordinator = coordinator;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        try {
            super.commit(xid, onePhase);
        } catch (XAException later) {
            coordinator.isLeftOver();
            throw later;
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            super.rollback(xid);
        } catch (XAException later) {
            coordinator.isLeftOver();
            throw later;
        }
    }
}
