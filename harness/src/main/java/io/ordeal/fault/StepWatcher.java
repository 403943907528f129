package io.ordeal.fault;

/** Who is told of the steps of operations while the clients stand there: what it does is done before they go on. */
@FunctionalInterface
public interface StepWatcher {
    /**
     * A client stands at a step of an operation that has to do with a node. Called by the client's worker, of several
     * workers at once.
     *
     * @param step its name, as the client says it
     * @param node whom the client has asked, or is about to ask
     * @throws Exception what it does failed; the operation's outcome is unknown then
     */
    void at(String step, String node) throws Exception;
}
