package io.ordeal.fault.kinds;

import io.ordeal.toxiproxy.MessageRule;

/** {@code repeat}: whole messages come more than once, which TCP alone never does. */
public final class RepeatKind extends MessagesKind {
    @Override
    public String name() {
        return "repeat";
    }

    @Override
    public String summary() {
        return "whole messages arrive more than once, as a layer below that retries would have"
                + " it; TCP alone never does that";
    }

    @Override
    MessageRule.Act act() {
        return MessageRule.Act.REPEAT;
    }

    @Override
    boolean drawsWays() {
        return false;
    }
}
