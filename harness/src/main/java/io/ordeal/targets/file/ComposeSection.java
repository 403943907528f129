package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.compose.ComposeFile;
import io.ordeal.text.CheckedYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a file says under {@code compose}: which Compose file the cluster is, and what that does not say of itself. */
final class ComposeSection {
    /** What the copy of a run's Compose file is called, beside the copy of what names it. */
    static final String COPY = "compose.yaml";

    private final JsonNode told;
    private final Path folder;
    private final Path copy;

    /**
     * @param folder of the file
     * @param copy of the Compose file; where it is none, that file itself is read
     */
    ComposeSection(JsonNode told, Path folder, Path copy) {
        this.told = told;
        this.folder = folder;
        this.copy = copy;
    }

    /** @throws IllegalArgumentException what is wrong, there or here, each with its line */
    ComposeFile read() {
        Path original = folder.resolve(
                told.isTextual() ? told.asText() : told.path("file").asText());
        Set<String> ignored = new LinkedHashSet<>();
        told.path("ignore").forEach(key -> ignored.add(key.asText()));
        told.path("ports").properties().forEach(entry -> {
            if (!entry.getValue().has("number")) {
                throw new IllegalArgumentException(
                        CheckedYaml.place(entry.getValue()) + ": " + entry.getKey()
                                + ": the number is missing by which the services have it, as in {users: clients, number: 6379}");
            }
        });
        List<Port> ports = ServerSection.ports(told);
        return CheckedYaml.at(
                told,
                () -> ComposeFile.read(
                        Files.isRegularFile(copy) ? copy : original, original, new ComposeFile.Wishes(ignored, ports)));
    }
}
