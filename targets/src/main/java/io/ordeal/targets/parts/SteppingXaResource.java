package io.ordeal.targets.parts;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A participant of distributed transactions that another does the work of, with steps before and after each of its two
 * phases, at which it, or the coordinator, can be killed.
 */
public class SteppingXaResource implements XAResource {
    private final XAResource resource;
    private final Steps steps;

    /** @param resource what does the work */
    public SteppingXaResource(XAResource resource, Steps steps) {
        this.resource = resource;
        this.steps = steps;
    }

    /** Who is told of steps, as {@link io.ordeal.client.ClientContext#step(String, String)} is. */
    @FunctionalInterface
    public interface Steps {
        /** @param what {@code preparing}, {@code prepared}, {@code committing} or {@code committed} */
        void at(String what) throws InterruptedException;
    }

    private void step(String what) throws XAException {
        try {
            steps.at(what);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw (XAException) new XAException(XAException.XAER_RMFAIL).initCause(givenUp);
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
    public int prepare(Xid xid) throws XAException {
        step("preparing");
        int vote = resource.prepare(xid);
        step("prepared");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        step("committing");
        resource.commit(xid, onePhase);
        step("committed");
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        resource.rollback(xid);
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
