package io.ordeal.cluster;

import java.util.Set;

/**
 * How members come to a cluster, and leave it, while it runs; a target's own. Each call is one attempt, asked round the
 * proxies: what is so already is nothing to do, and one that failed may be made again.
 *
 * <pre>
 *   announce n4 ── start n4 ── admit n4           dismiss n4 ── kill n4
 *   the others are told        it counts          it counts no more
 * </pre>
 *
 * <p>A node that has left keeps nothing: it comes back as a new one.
 */
public interface Membership {
    /**
     * The members by their own word, agreed on by a majority: those that count.
     *
     * @throws Exception nobody can say just now
     */
    Set<String> members(Cluster cluster) throws Exception;

    /**
     * Tells the members of a node that is about to be started for the first time, and does not count yet. Nothing where they
     * need not know before.
     *
     * @throws Exception they refuse, or nobody knows whether they have it
     */
    default void announce(Cluster cluster, String node) throws Exception {}

    /**
     * Makes a node that runs a member that counts.
     *
     * @throws Exception they refuse, as it has not caught up yet, say; or nobody knows
     */
    void admit(Cluster cluster, String node) throws Exception;

    /**
     * Makes a node a member no more, or takes its announcement back; whether or not it runs.
     *
     * @throws Exception they refuse, or nobody knows
     */
    void dismiss(Cluster cluster, String node) throws Exception;
}
