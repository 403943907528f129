package io.ordeal.cluster;

import io.ordeal.cgroup.Controller;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where and for whom a cluster is made.
 *
 * @param runFolder the run's own; the nodes' folders are made in it, under {@code nodes/<node>}
 * @param cache what is unpacked once and shared by all runs, see {@link Software.Installer}
 * @param workers how many workers have clients: c0 to c(workers − 1) get links
 * @param meshes makes the links
 * @param progress is told what takes long before the first server starts: software that is fetched
 * @param disks whether each node that keeps data gets a disk of its own for it, see {@link Cluster#disk}; needs root
 * @param controllers of the control groups that each node must be in, see {@link Controller#lacking}
 */
public record ClusterSettings(
        Path runFolder,
        Path cache,
        int workers,
        MeshFactory meshes,
        Consumer<String> progress,
        boolean disks,
        Set<Controller> controllers) {
    public ClusterSettings {
        controllers = Set.copyOf(controllers);
    }

    /** Nobody is told what takes long, and nodes have no disks of their own. */
    public ClusterSettings(Path runFolder, Path cache, int workers, MeshFactory meshes) {
        this(runFolder, cache, workers, meshes, told -> {}, false, Set.of());
    }

    /** The same with disks of the nodes' own. */
    public ClusterSettings withDisks() {
        return new ClusterSettings(runFolder, cache, workers, meshes, progress, true, controllers);
    }

    /** The same with control groups for each node. */
    public ClusterSettings withGroups(Set<Controller> more) {
        return new ClusterSettings(runFolder, cache, workers, meshes, progress, disks, more);
    }

    /**
     * The cache of this user: {@code $ORDEAL_CACHE} if set, else {@code ordeal} in {@code $XDG_CACHE_HOME} or {@code
     * ~/.cache}.
     */
    public static Path userCache() {
        String own = System.getenv("ORDEAL_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String common = System.getenv("XDG_CACHE_HOME");
        return common != null && !common.isBlank()
                ? Path.of(common, "ordeal")
                : Path.of(System.getProperty("user.home"), ".cache", "ordeal");
    }
}
