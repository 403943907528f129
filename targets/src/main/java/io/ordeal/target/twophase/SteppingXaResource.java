package io.ordeal.target.twophase;

import io.ordeal.target.parts.ForwardingXaResource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant's XA resource, with steps between its phases at which the coordinator can be killed. */
final class SteppingXaResource extends ForwardingXaResource {
    private final XaCoordinator coordinator;
    private final int place;

    /** @param place among the transfer's participants, from 0 */
    SteppingXaResource(XAResource resource, XaCoordinator coordinator, int place) {
        super(resource);
        this.coordinator = coordinator;
        this.place = place;
    }

    private void step(String what) {
        try {
            coordinator.step(what, place);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
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
