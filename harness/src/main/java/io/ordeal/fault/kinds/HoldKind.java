package io.ordeal.fault.kinds;

import io.ordeal.toxiproxy.MessageRule;

/** {@code hold}: what one says to another waits, all of it or from a message on; healed, it goes on in order. */
public final class HoldKind extends MessagesKind {
    @Override
    public String name() {
        return "hold";
    }

    @Override
    public String summary() {
        return "what one says to another waits until it is healed, all of it or from some"
                + " message on, ends of connections too; then all of it arrives, in order";
    }

    @Override
    MessageRule.Act act() {
        return MessageRule.Act.HOLD;
    }

    @Override
    boolean drawsWays() {
        return true;
    }
}
