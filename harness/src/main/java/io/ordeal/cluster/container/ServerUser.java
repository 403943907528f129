package io.ordeal.cluster.container;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who a server in a container is: whoever owns the node's folders, so that it can write there and the harness can remove what it
 * wrote.
 */
record ServerUser(int uid, int gid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    static ServerUser ownerOf(Path folder) throws IOException {
        return new ServerUser(
                (Integer) Files.getAttribute(folder, "unix:uid"), (Integer) Files.getAttribute(folder, "unix:gid"));
    }

    /** As the engine takes it. */
    String id() {
        return uid + ":" + gid;
    }

    /**
     * Gives it a name in its container, as it has on its machine: Hadoop does not run as somebody who has none.
     *
     * @param folder in which a file with it is written
     */
    Mount named(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("passwd"), passwd());
        return new Mount()
                .withType(MountType.BIND)
                .withSource(file.toString())
                .withTarget("/etc/passwd")
                .withReadOnly(true);
    }

    String passwd() {
        String known = line("root", ROOT, ROOT, "/root") + line("nobody", NOBODY, NOBODY, "/nonexistent");
        return uid == ROOT || uid == NOBODY
                ? known
                : known + line("ordeal", uid, gid, ContainerEnvironment.MOUNT + "/tmp");
    }

    private static String line(String name, int uid, int gid, String home) {
        return String.join(":", name, "x", Integer.toString(uid), Integer.toString(gid), name, home, "/bin/sh") + "\n";
    }
}
