package io.ordeal.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What services say under {@code volumes}. */
final class ServiceVolumes {
    private final Path folder;
    private final Function<JsonNode, String> text;
    private final Complaints complaints;
    /** The names of those that some service has. */
    private final Set<String> taken = new LinkedHashSet<>();

    /**
     * @param folder of the file
     * @param text of a node, with variables filled in
     */
    ServiceVolumes(Path folder, Function<JsonNode, String> text, Complaints complaints) {
        this.folder = folder;
        this.text = text;
        this.complaints = complaints;
    }

    /**
     * A service's.
     *
     * @param volumes folders in the container
     * @param mounts of this machine, to be read
     */
    record Found(List<String> volumes, List<Bind> mounts) {}

    /** @param memory takes those that are in memory */
    Found read(JsonNode told, Map<String, String> memory) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (JsonNode volume : told) {
            if (complaints.passesOver("volumes")) {
                continue;
            }
            if (volume.isObject()) {
                String target = text.apply(volume.path("target"));
                String source = text.apply(volume.path("source"));
                switch (volume.path("type").asText()) {
                    case "bind" ->
                        bind(volume, source, target, volume.path("read_only").asBoolean(), found);
                    case "volume" -> named(volume, source, target, found);
                    case "tmpfs" -> memory.put(target, "");
                    default ->
                        complaints.wrong(
                                volume,
                                "volumes",
                                "expected type: volume, bind or tmpfs, found " + volume.path("type"));
                }
            } else {
                shortForm(volume, text.apply(volume), found);
            }
        }
        return found;
    }

    private void shortForm(JsonNode place, String written, Found found) {
        String[] parts = written.split(":");
        boolean readOnly = parts.length == 3 && List.of(parts[2].split(",")).contains("ro");
        if (parts.length > 3 || (parts.length == 1 && !written.startsWith("/"))) {
            complaints.wrong(place, "volumes", "expected name:/folder or ./file:/file:ro, found " + written);
        } else if (parts.length == 1) {
            found.volumes.add(written);
        } else if (parts[0].matches("[./~].*")) {
            bind(place, parts[0], parts[1], readOnly, found);
        } else {
            named(place, parts[0], parts[1], found);
        }
    }

    private void named(JsonNode place, String name, String target, Found found) {
        if (!name.isEmpty() && !taken.add(name)) {
            complaints.notHonoured(
                    place,
                    "volumes",
                    "the volume " + name + " is another service's, too: they would meet past all links");
        }
        found.volumes.add(target);
    }

    private void bind(JsonNode place, String source, String target, boolean readOnly, Found found) {
        Path path = folder.resolve(source.replaceFirst("^~", System.getProperty("user.home")))
                .normalize();
        if (!readOnly) {
            complaints.notHonoured(
                    place,
                    "volumes",
                    source
                            + " would be written to on this machine, by one run after the other: say :ro, or take a named volume");
        } else if (!Files.exists(path)) {
            complaints.wrong(place, "volumes", "there is no file or folder " + path);
        }
        found.mounts.add(new Bind(path.toString(), new Volume(target), AccessMode.ro));
    }
}
