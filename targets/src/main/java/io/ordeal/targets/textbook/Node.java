package io.ordeal.targets.textbook;

/** A node of one of the texts' designs: what it answers clients, and other nodes. Asked by many threads at once. */
interface Node {
    /**
     * Answers a client.
     *
     * @throws NodeException it was not done
     * @throws IllegalArgumentException it is not understood
     */
    Message answerClient(Message request) throws Exception;

    /**
     * Answers another node.
     *
     * @param peer its name
     * @throws NodeException it was not done
     * @throws IllegalArgumentException it is not understood
     */
    Message answerPeer(String peer, Message request) throws Exception;

    /** What it takes itself for, and what the harness wants to know of it besides; one answer to whoever asks. */
    default Message status() {
        return Message.of(NodeError.OK);
    }
}
