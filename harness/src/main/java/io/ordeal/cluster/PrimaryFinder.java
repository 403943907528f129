package io.ordeal.cluster;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Asks the nodes of a cluster, round the proxies, which of them take themselves for primary. */
@FunctionalInterface
public interface PrimaryFinder {
    /**
     * Those that do now: none during an election, several in a split brain.
     *
     * @throws Exception nobody can be asked now
     */
    Set<String> primaries(Cluster cluster) throws Exception;

    /** Asks one node. */
    @FunctionalInterface
    interface Word {
        /**
         * Who is primary, itself or another, as it says; empty if nobody is.
         *
         * @throws Exception it does not answer
         */
        Optional<String> of(String node) throws Exception;
    }

    /**
     * Those that are primary by the word of who answers. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    static Set<String> byTheWordOf(Collection<String> nodes, Cluster cluster, Word word)
            throws IOException, InterruptedException {
        Set<String> primaries = new LinkedHashSet<>();
        IOException silence = new IOException("none of " + nodes + " answers");
        boolean answered = false;
        for (String node : nodes) {
            if (cluster.state(node) != Cluster.State.RUNNING) {
                continue;
            }
            try {
                word.of(node).ifPresent(primaries::add);
                answered = true;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception noAnswer) {
                silence.addSuppressed(noAnswer);
            }
        }
        if (!answered) {
            throw silence;
        }
        return primaries;
    }
}
