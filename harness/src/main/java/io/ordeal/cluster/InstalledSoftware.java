package io.ordeal.cluster;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A software that is in place on this machine.
 *
 * @param parts what {@link Software.Installer} put there, by name
 */
public record InstalledSoftware(Software software, Map<String, List<Path>> parts) {
    public InstalledSoftware {
        parts = Map.copyOf(parts);
    }

    /**
     * Installs what is not in the cache yet.
     *
     * @param all of which each is installed once
     * @throws ClusterException one can't be; the message says what to do
     */
    public static Map<Software, InstalledSoftware> of(Collection<Software> all, ClusterSettings settings)
            throws ClusterException, InterruptedException {
        Map<Software, InstalledSoftware> installed = new LinkedHashMap<>();
        for (Software software : all) {
            if (installed.containsKey(software)) {
                continue;
            }
            try {
                installed.put(
                        software,
                        new InstalledSoftware(
                                software, software.install().install(settings.cache(), settings.progress())));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new ClusterException(
                        software.name() + " can't be installed into " + settings.cache() + ": " + Startup.reason(e)
                                + "; another folder can be given in $ORDEAL_CACHE",
                        e);
            }
        }
        return installed;
    }

    /**
     * What is installed under a name, paths joined by {@code :}.
     *
     * @throws IllegalArgumentException nothing is
     */
    public String path(String name) {
        List<Path> paths = parts.get(name);
        if (paths == null) {
            throw new IllegalArgumentException(
                    software.name() + " installs " + parts.keySet() + ", but nothing named " + name);
        }
        return paths.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
