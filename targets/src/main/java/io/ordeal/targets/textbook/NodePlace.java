package io.ordeal.targets.textbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where a node finds itself.
 *
 * @param self its name
 * @param all the names of all members, in an order that is the same on each
 * @param begins whether the cluster begins with it, and this is its first start
 * @param peers the others, and whoever may join them
 * @param folder of its own, which survives kill and restart
 */
record NodePlace(String self, List<String> all, boolean begins, Peers peers, Path folder) {
    NodePlace {
        all = List.copyOf(all);
    }

    VersionedStore openStore() throws IOException {
        return new VersionedStore(folder);
    }

    Heartbeats newHeartbeats() {
        return new Heartbeats(self, Set.copyOf(peers.names()));
    }
}
