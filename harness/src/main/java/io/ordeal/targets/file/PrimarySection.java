package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.names.NearestNames;
import io.ordeal.text.CheckedYaml;
import java.util.List;
import java.util.Optional;

/** What a file says under {@code primary}: who is asked whether it takes itself for primary, and what. */
final class PrimarySection {
    private final JsonNode told;
    private final List<NodesSection.Group> groups;
    private final Layout layout;

    PrimarySection(JsonNode told, List<NodesSection.Group> groups, Layout layout) {
        this.told = told;
        this.groups = groups;
        this.layout = layout;
    }

    /** What each is asked; empty if the file knows no primaries. */
    Optional<Question> question() {
        if (told.isMissingNode()) {
            return Optional.empty();
        }
        ServerSection.onlyOne(told, "primary", "http", "command", "node");
        if (told.has("node")) {
            String node = told.path("node").asText();
            if (!layout.names().contains(node)) {
                throw new IllegalArgumentException(CheckedYaml.place(told.path("node")) + ": node: "
                        + NearestNames.unknown("node", node, layout.names()));
            }
            return Optional.of(new Question.Is(node));
        }
        if (told.has("http") && !told.has("match")) {
            throw new IllegalArgumentException(CheckedYaml.place(told)
                    + ": primary: the key match is missing: what a primary's answer to http has, and no other's");
        }
        return group().server().asked(told, "primary", true).or(() -> {
            throw new IllegalArgumentException(CheckedYaml.place(told) + ": primary: expected http, command or node");
        });
    }

    /** Who is asked. */
    List<String> asked() {
        return told.isMissingNode() || told.has("node") ? layout.names() : group().nodes();
    }

    private NodesSection.Group group() {
        List<String> names = groups.stream().map(NodesSection.Group::name).toList();
        JsonNode server = told.path("server");
        if (server.isMissingNode()) {
            if (groups.size() > 1) {
                throw new IllegalArgumentException(CheckedYaml.place(told)
                        + ": primary: the key server is missing: which of servers are asked, " + names);
            }
            return groups.get(0);
        }
        return groups.stream()
                .filter(group -> group.name().equals(server.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(CheckedYaml.place(server) + ": server: "
                        + (layout.groups().isEmpty()
                                ? "belongs to a file with servers; here all nodes run the same"
                                : NearestNames.unknown("server", server.asText(), names))));
    }
}
