package io.ordeal.targets.gluster;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * GlusterFS 11.1, as Debian's stable suite has it, with the libraries that its programs are linked against, down to the C library:
 * 28 packages. It runs with a root directory that is made of them.
 */
final class GlusterSoftware {
    static final String PRODUCT = "gluster";

    /** What is installed: the folder that stands for the file system's root. */
    static final String TREE = "tree";

    private static final String OWN = "11.1";

    private static final List<String> BESIDE = List.of(
            "glusterfs-cli",
            "glusterfs-client",
            "glusterfs-common",
            "libacl1",
            "libaio1t64",
            "libc6",
            "libcom-err2",
            "libgfapi0",
            "libgfchangelog0",
            "libgfrpc0",
            "libgfxdr0",
            "libglusterfs0",
            "libgssapi-krb5-2",
            "libk5crypto3",
            "libkeyutils1",
            "libkrb5-3",
            "libkrb5support0",
            "liblzma5",
            "libreadline8t64",
            "libssl3t64",
            "libtinfo6",
            "libtirpc3t64",
            "liburcu8t64",
            "libuuid1",
            "libxml2",
            "libzstd1",
            "zlib1g");

    static final Software GLUSTER =
            Software.fetched(PRODUCT, OWN, Software.OtherVersions.of(List.of(OWN), GlusterSoftware::fetched));

    private GlusterSoftware() {}

    private static Software.Installer fetched(String version) {
        DebianPackage all = new DebianPackage(PRODUCT, version, "glusterfs-server", List.of("trixie", "sid"), BESIDE);
        return Software.Installer.telling(
                (cache, progress) -> Map.of(TREE, List.of(whole(all.fetch(cache, progress)))));
    }

    /** @throws IOException it is of another kind of Debian */
    private static Path whole(Path tree) throws IOException {
        if (!tree.resolve("usr/sbin/glusterd").toFile().canExecute()) {
            throw new IOException("there is no usr/sbin/glusterd in " + tree);
        }
        return tree;
    }
}
