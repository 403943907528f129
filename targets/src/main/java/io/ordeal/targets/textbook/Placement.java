package io.ordeal.targets.textbook;

import java.util.List;

/**
 * Who has a key, and since which change of members that is so: nodes that are of two minds about it do nothing for each other.
 * Its monitor is held while a node does what was asked for in an epoch, so that all of that is done once the epoch is over.
 */
interface Placement {
    /**
     * The nodes that have a key.
     *
     * @throws NodeException CHANGING: nobody has any just now
     */
    Replicas of(String key) throws NodeException;

    /**
     * Whether what was asked for in an epoch may still be done here.
     *
     * @throws NodeException CHANGING: it may not
     */
    void require(long epoch) throws NodeException;

    /**
     * Some nodes.
     *
     * @param epoch counts the changes of members
     * @param nodes that have the key
     */
    record Replicas(long epoch, List<String> nodes) {}

    /** Members that never change, each of which has all keys. */
    static Placement everywhere(List<String> members) {
        Replicas all = new Replicas(0, List.copyOf(members));
        return new Placement() {
            @Override
            public Replicas of(String key) {
                return all;
            }

            @Override
            public void require(long epoch) {}
        };
    }
}
