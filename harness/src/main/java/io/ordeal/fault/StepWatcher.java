package io.ordeal.fault;

import java.util.Optional;

/** Who is told of the steps of operations while the clients stand there: what it does is done before they go on. */
@FunctionalInterface
public interface StepWatcher {
    /**
     * A client stands at a step of an operation. Called by the client's worker, of several workers at once.
     *
     * @throws Exception what it does failed; the operation's outcome is unknown then
     */
    void at(Step step) throws Exception;

    /**
     * Where a client stands.
     *
     * @param name the step's, as the client says it
     * @param worker whose client it is
     * @param node whom the client has asked, or is about to ask, if the step is about a node
     */
    record Step(String name, int worker, Optional<String> node) {}
}
