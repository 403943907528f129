package io.ordeal.target.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.target.parts.ForwardingXaResource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant with steps before and after each of its phases, at which it, or the application, can be killed. */
final class SteppingResource extends ForwardingXaResource {
    private final String name;
    private final String node;
    private final ClientContext context;

    /**
     * @param name in the steps'
     * @param node whose resource it is
     */
    SteppingResource(XAResource resource, String name, String node, ClientContext context) {
        super(resource);
        this.name = name;
        this.node = node;
        this.context = context;
    }

    private void step(String what) throws XAException {
        try {
            context.step(what + " " + name, node);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw (XAException) new XAException(XAException.XAER_RMFAIL).initCause(givenUp);
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
        super.commit(xid, onePhase);
        step("committed");
    }
}
