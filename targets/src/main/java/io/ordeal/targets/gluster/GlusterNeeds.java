package io.ordeal.targets.gluster;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.namespace.NamespaceNeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a machine must have for GlusterFS, and whether this one does. */
final class GlusterNeeds {
    private static final Path FUSE = Path.of("/dev/fuse");

    private GlusterNeeds() {}

    /** What is missing, with its remedy. */
    static List<String> lacking(ClusterKind kind) {
        if (kind != ClusterKind.NAMESPACE) {
            return List.of(
                    "GlusterFS' nodes look for each other's bricks at ports that must be free at all addresses, and so"
                            + " need a network each: ask for --cluster namespace, or for nothing");
        }
        List<String> lacking = new ArrayList<>();
        NamespaceNeeds.lacking().ifPresent(why -> lacking.add("a cluster in network namespaces " + why));
        if (!Files.isWritable(FUSE)) {
            lacking.add("clients of GlusterFS need " + FUSE
                    + ", which this process can't write: run it as root, and if it is" + " not there: modprobe fuse");
        }
        return lacking;
    }
}
