package io.ordeal.target.twophase;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant's XA resource, with steps between its phases at which the coordinator can be killed. */
final class SteppingXaResource implements XAResource {
    private final XAResource resource;
    private final XaCoordinator coordinator;
    private final int place;

    /** @param place among the transfer's participants, from 0 */
    SteppingXaResource(XAResource resource, XaCoordinator coordinator, int place) {
        this.resource = resource;
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
        int vote = resource.prepare(xid);
        step("prepared");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        step("committing");
        try {
            resource.commit(xid, onePhase);
        } catch (XAException later) {
            coordinator.isLeftOver();
            throw later;
        }
        step("committed");
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            resource.rollback(xid);
        } catch (XAException later) {
            coordinator.isLeftOver();
            throw later;
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        resource.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        resource.end(xid, flags);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return resource.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return resource.isSameRM(other instanceof SteppingXaResource stepping ? stepping.resource : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }
}
