package io.ordeal.target.twophase;

import io.ordeal.target.parts.ForwardingXaResource;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant's XA resource, with steps between its phases at which it, or the coordinator, can be killed. */
final class SteppingXaResource extends ForwardingXaResource {
    private final XaCoordinator coordinator;
    private final List<Participant> participants;
    private final int place;

    /**
     * @param participants of the transfer
     * @param place of this one among them
     */
    SteppingXaResource(XAResource resource, XaCoordinator coordinator, List<Participant> participants, int place) {
        super(resource);
        this.coordinator = coordinator;
        this.participants = participants;
        this.place = place;
    }

    private void step(String what) {
        try {
            coordinator.step(what, participants, place);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        step("preparing");
        int vote = super.prepare(xid);
        step("prepared");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        step("committing");
        try {
            super.commit(xid, onePhase);
        } catch (XAException later) {
            coordinator.isLeftOver();
            throw later;
        }
        step("committed");
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
