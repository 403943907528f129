package io.ordeal.target.messages;

import io.ordeal.client.ClientContext;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant that comes to a step when it has prepared, and when it has committed: there the process can be killed. */
final class SteppingResource implements XAResource {
    private final XAResource resource;
    private final String name;
    private final ClientContext context;

    SteppingResource(XAResource resource, String name, ClientContext context) {
        this.resource = resource;
        this.name = name;
        this.context = context;
    }

    private void step(String what) throws XAException {
        try {
            context.step(what + " " + name);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw (XAException) new XAException(XAException.XAER_RMFAIL).initCause(givenUp);
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
        resource.commit(xid, onePhase);
        step("committed");
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        resource.rollback(xid);
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
        return resource.isSameRM(other instanceof SteppingResource stepping ? stepping.resource : other);
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
