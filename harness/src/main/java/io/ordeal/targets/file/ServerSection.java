package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram.Addressing;
import io.ordeal.cluster.Software;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.file.Template.Scope;
import io.ordeal.targets.file.Template.Use;
import io.ordeal.text.CheckedYaml;
import io.ordeal.toxiproxy.framing.Framing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file says of its servers: under {@code server} and {@code primary}. */
final class ServerSection {
    /** In a network namespace a port has a number of its own, which matters to nobody who is told it. */
    private static final int FIRST_NUMBER = 7001;

    private final JsonNode root;
    private final JsonNode section;
    private final List<Port> ports;
    private final Words starting;
    private final Words asking;
    private final LogsSinceStart logs = new LogsSinceStart();

    /** @param folder of the file */
    ServerSection(JsonNode root, JsonNode section, List<String> nodes, Path folder) {
        this(root, section, ports(section), nodes, folder);
        if (section.has("command") || section.has("image")) {
            return;
        }
        throw new IllegalArgumentException(CheckedYaml.place(section)
                + ": server: expected a command, such as [\"./server\", --port, \"{port:client}\"], or an image");
    }

    private ServerSection(JsonNode root, JsonNode section, List<Port> ports, List<String> nodes, Path folder) {
        this.root = root;
        this.section = section;
        this.ports = ports;
        Set<String> names = ports.stream().map(Port::name).collect(Collectors.toCollection(LinkedHashSet::new));
        starting = new Words(new Scope(Use.START, nodes, names, folder.toString()), Optional.of(folder));
        asking = new Words(new Scope(Use.QUESTION, nodes, names, folder.toString()), Optional.of(folder));
    }

    /** Of a system that is not the harness' to start: clients connect to it, and that is all that is known. */
    static ServerSection alreadyRunning(JsonNode root, List<String> nodes, Path folder) {
        Port client = new Port("client", FIRST_NUMBER, Port.Users.CLIENTS);
        return new ServerSection(root, MissingNode.getInstance(), List.of(client), nodes, folder);
    }

    private static List<Port> ports(JsonNode section) {
        List<Port> ports = new ArrayList<>();
        section.path("ports").properties().forEach(entry -> {
            JsonNode told = entry.getValue();
            String users = told.isTextual() ? told.asText() : told.path("users").asText();
            if (section.has("image") && !told.has("number")) {
                throw new IllegalArgumentException(CheckedYaml.place(told) + ": " + entry.getKey()
                        + ": the number is missing on which the image's server listens, as in {users: " + users
                        + ", number: 6379}");
            }
            Port port = new Port(
                    entry.getKey(),
                    told.path("number").asInt(FIRST_NUMBER + ports.size()),
                    Port.Users.valueOf(users.toUpperCase(Locale.ROOT)));
            ports.add(
                    told.has("framing")
                            ? CheckedYaml.at(
                                    told.path("framing"),
                                    () -> port.framed(
                                            Framing.named(told.path("framing").asText())))
                            : port);
        });
        return ports;
    }

    DescribedServer program() {
        String data = section.path("data").asText("kept");
        boolean image = section.has("image");
        if (data.startsWith("/") && !image) {
            throw new IllegalArgumentException(CheckedYaml.place(section.path("data"))
                    + ": data: a folder is of an image's server; a command is told its data folder by {data}");
        }
        return new DescribedServer(
                software(),
                image,
                (image ? starting.inImage() : starting).command(section.path("command")),
                ports,
                starting.texts(section.path("environment")),
                starting.texts(section.path("files")),
                !data.equals("none"),
                data.startsWith("/") ? Optional.of(data) : Optional.empty(),
                section.path("addressing").asText().equals("announced") ? Addressing.ANNOUNCED : Addressing.CONFIGURED,
                section.path("several-processes").asBoolean(),
                ready(),
                logs);
    }

    private Software software() {
        String name = root.path("name").asText()
                + (root.has("version") ? " " + root.path("version").asText() : "");
        String image = section.path("image").asText("none");
        return new Software(name, image, image, cache -> Map.of());
    }

    private Question ready() {
        JsonNode told = section.path("ready");
        if (told.isMissingNode()) {
            return new Question.Connects(usualPort());
        }
        onlyOne(told, "ready", "http", "log", "command");
        if (told.has("log")) {
            return new Question.Logs(pattern(told.path("log"), "log").orElseThrow(), logs);
        }
        return asked(told, "ready", false).orElseGet(() -> new Question.Connects(port(told)));
    }

    /** What a node is asked to know whether it takes itself for primary; empty if the file does not say. */
    Optional<Question> primary() {
        JsonNode told = root.path("primary");
        if (told.isMissingNode()) {
            return Optional.empty();
        }
        onlyOne(told, "primary", "http", "command", "node");
        if (told.has("node")) {
            String node = told.path("node").asText();
            if (!starting.scope().nodes().contains(node)) {
                throw new IllegalArgumentException(CheckedYaml.place(told.path("node")) + ": node: "
                        + NearestNames.unknown("node", node, starting.scope().nodes()));
            }
            return Optional.of(new Question.Is(node));
        }
        if (told.has("http") && !told.has("match")) {
            throw new IllegalArgumentException(CheckedYaml.place(told)
                    + ": primary: the key match is missing: what a primary's answer to http has, and no other's");
        }
        return asked(told, "primary", true).or(() -> {
            throw new IllegalArgumentException(CheckedYaml.place(told) + ": primary: expected http, command or node");
        });
    }

    private Optional<Question> asked(JsonNode told, String key, boolean exitSaysNo) {
        Optional<Pattern> match = pattern(told.path("match"), "match");
        if (told.has("http")) {
            return Optional.of(new Question.Http(port(told), told.path("http").asText(), match));
        }
        if (told.has("command")) {
            return Optional.of(new Question.Runs(
                    asking.command(told.path("command")), match, ports, exitSaysNo && match.isEmpty()));
        }
        if (match.isPresent()) {
            throw new IllegalArgumentException(
                    CheckedYaml.place(told) + ": " + key + ": match is of what http or a command answers");
        }
        return Optional.empty();
    }

    private static void onlyOne(JsonNode told, String key, String... kinds) {
        List<String> found = Stream.of(kinds).filter(told::has).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(CheckedYaml.place(told) + ": " + key + ": expected one of "
                    + String.join(", ", kinds) + ", found " + String.join(" and ", found));
        }
    }

    private String usualPort() {
        return ports.stream()
                .filter(port -> port.users().includeClients())
                .findFirst()
                .orElse(ports.get(0))
                .name();
    }

    private String port(JsonNode told) {
        JsonNode named = told.path("port");
        if (named.isMissingNode()) {
            return usualPort();
        }
        if (!starting.scope().ports().contains(named.asText())) {
            throw new IllegalArgumentException(CheckedYaml.place(named) + ": port: "
                    + NearestNames.unknown(
                            "port", named.asText(), starting.scope().ports()));
        }
        return named.asText();
    }

    private static Optional<Pattern> pattern(JsonNode node, String key) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(CheckedYaml.at(node, () -> {
            try {
                return Pattern.compile(node.asText(), Pattern.MULTILINE);
            } catch (PatternSyntaxException wrong) {
                throw new IllegalArgumentException(
                        key + ": expected a regular expression, found " + node.asText() + ": " + wrong.getDescription()
                                + " near index " + wrong.getIndex(),
                        wrong);
            }
        }));
    }
}
