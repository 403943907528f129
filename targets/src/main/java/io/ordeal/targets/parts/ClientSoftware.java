package io.ordeal.targets.parts;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A library of clients that is no part of the harness: its jars are installed when the first client asks for them, once, and
 * loaded {@link JarsApart apart}.
 *
 * <p>To fetch them, and even to check each, takes longer than a client may. So it is done by a thread of its own, which goes on
 * when whoever waits for it gives up.
 */
public final class ClientSoftware {
    private final FutureTask<List<Path>> installing;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param installer of a {@link JavaServer#CLASS_PATH} */
    public ClientSoftware(Software.Installer installer) {
        installing = new FutureTask<>(() -> install(installer));
    }

    /**
     * Its jars, in the order of the class path. Waits for them.
     *
     * @throws Exception as the installer's; everybody is told the same
     */
    public List<Path> jars() throws Exception {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(installing, "client software");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return installing.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    /** The jars of an installer, at once. */
    public static List<Path> install(Software.Installer installer) throws Exception {
        return installer.install(ClusterSettings.userCache()).getOrDefault(JavaServer.CLASS_PATH, List.of());
    }
}
