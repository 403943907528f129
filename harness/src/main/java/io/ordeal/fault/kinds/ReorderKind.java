package io.ordeal.fault.kinds;

import io.ordeal.toxiproxy.MessageRule;

/** {@code reorder}: whole messages are overtaken by others of their connection, which TCP alone never does. */
public final class ReorderKind extends MessagesKind {
    @Override
    public String name() {
        return "reorder";
    }

    @Override
    public String summary() {
        return "whole messages are overtaken by others of their connection; TCP alone never does" + " that";
    }

    @Override
    MessageRule.Act act() {
        return MessageRule.Act.REORDER;
    }

    @Override
    boolean drawsWays() {
        return false;
    }
}
