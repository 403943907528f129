package io.ordeal.runner;

import io.ordeal.history.Op;

/** Is told of every event when it is recorded, in order. Everything waits for it: it must be quick. */
@FunctionalInterface
public interface RunListener {
    void recorded(Op event);
}
