package io.ordeal.target.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.target.parts.ForwardingXaResource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant that comes to a step when it has prepared, and when it has committed: there the process can be killed. */
final class SteppingResource extends ForwardingXaResource {
    private final String name;
    private final ClientContext context;

    SteppingResource(XAResource resource, String name, ClientContext context) {
        super(resource);
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
        int vote = super.prepare(xid);
        step("prepared");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        super.commit(xid, onePhase);
        step("committed");
    }
}
