package io.ordeal.cluster.container;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.ordeal.cluster.InstalledSoftware;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server without an image of its own finds in its container: all that is installed of it, at the same paths as on this
 * machine, and the whole cache, as scripts there name each other's folders. Nothing of it can be written.
 *
 * @param installed what its launch names parts of
 * @param cache in which most of them are
 */
record MountedSoftware(InstalledSoftware installed, Path cache) {
    List<Mount> mounts() {
        Set<Path> places = new TreeSet<>();
        add(places, cache);
        installed.parts().values().forEach(paths -> paths.forEach(path -> add(places, path)));
        return places.stream()
                .filter(place -> places.stream().noneMatch(other -> !other.equals(place) && place.startsWith(other)))
                .map(place -> new Mount()
                        .withType(MountType.BIND)
                        .withSource(place.toString())
                        .withTarget(place.toString())
                        .withReadOnly(true))
                .toList();
    }

    /** A class path may name what is not there. */
    private static void add(Set<Path> places, Path path) {
        if (Files.exists(path)) {
            places.add(path.toAbsolutePath().normalize());
        }
    }
}
