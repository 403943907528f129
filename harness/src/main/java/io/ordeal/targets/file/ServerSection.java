package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.ServerProgram.Addressing;
import io.ordeal.cluster.Signal;
import io.ordeal.cluster.Software;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.file.Template.Scope;
import io.ordeal.targets.file.Template.Use;
import io.ordeal.text.CheckedYaml;
import io.ordeal.text.DurationText;
import io.ordeal.toxiproxy.framing.Framing;
import java.nio.file.Path;
import java.time.Duration;
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

/** What a file says of a server: under {@code server}, or one of {@code servers}. */
final class ServerSection {
    /** In a network namespace a port has a number of its own, which matters to nobody who is told it. */
    private static final int FIRST_NUMBER = 7001;

    private final JsonNode root;
    /** One of servers; empty if all nodes run the same. */
    private final String name;

    private final JsonNode section;
    private final List<Port> ports;
    private final SoftwareSection fetched;
    private final Words starting;
    private final Words asking;
    private final LogsSinceStart logs = new LogsSinceStart();

    /**
     * @param name of it among others; empty if there are none
     * @param section missing of a system that already runs
     * @param folder of the file
     */
    ServerSection(JsonNode root, String name, JsonNode section, List<Port> ports, Layout layout, Path folder) {
        this.root = root;
        this.name = name;
        this.section = section;
        this.ports = ports;
        fetched = new SoftwareSection(section.path(SoftwareSection.PLACE));
        Set<String> names = ports.stream().map(Port::name).collect(Collectors.toCollection(LinkedHashSet::new));
        starting = new Words(
                new Scope(fetched.isThere() ? Use.START_FETCHED : Use.START, layout, names, folder.toString()),
                Optional.of(folder));
        asking = new Words(new Scope(Use.QUESTION, layout, names, folder.toString()), Optional.of(folder));
    }

    /** @throws IllegalArgumentException it says neither what is run nor in which image */
    void refuseIfNothingIsStarted() {
        if (!section.has("command") && !section.has("image")) {
            throw new IllegalArgumentException(CheckedYaml.place(section) + ": " + (name.isEmpty() ? "server" : name)
                    + ": expected a command, such as [\"./server\", --port, \"{port:client}\"], or an image");
        }
    }

    /** Those of a system that is not the harness' to start: clients connect to it, and that is all that is known. */
    static List<Port> unknownPorts() {
        return List.of(new Port("client", FIRST_NUMBER, Port.Users.CLIENTS));
    }

    /** What a section says of ports. */
    static List<Port> ports(JsonNode section) {
        List<Port> ports = new ArrayList<>();
        section.path("ports").properties().forEach(entry -> {
            JsonNode told = entry.getValue();
            String users = told.isTextual() ? told.asText() : told.path("users").asText();
            if (section.has("image") && !told.has("number")) {
                throw new IllegalArgumentException(CheckedYaml.place(told) + ": " + entry.getKey()
                        + ": the number is missing on which the image's server listens, as in {users: " + users
                        + ", number: 6379}");
            }
            Port plain = new Port(
                    entry.getKey(),
                    told.path("number").asInt(FIRST_NUMBER + ports.size()),
                    Port.Users.valueOf(users.toUpperCase(Locale.ROOT)));
            if (told.path("datagrams").asBoolean() && !plain.users().includeNodes()) {
                throw new IllegalArgumentException(CheckedYaml.place(told) + ": " + entry.getKey()
                        + ": datagrams: are what other nodes send: users: nodes, or both");
            }
            Port port = told.path("datagrams").asBoolean() ? plain.withDatagrams() : plain;
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
                fetched.isThere(),
                (image ? starting.inImage() : starting).command(section.path("command")),
                ports,
                starting.texts(section.path("environment")),
                starting.texts(section.path("files")),
                !data.equals("none"),
                data.startsWith("/") ? Optional.of(data) : Optional.empty(),
                gracefulStop(),
                section.path("addressing").asText().equals("announced") ? Addressing.ANNOUNCED : Addressing.CONFIGURED,
                section.path("several-processes").asBoolean(),
                ready(),
                logs);
    }

    private Software software() {
        String product = root.path("name").asText() + (name.isEmpty() ? "" : "-" + name);
        if (fetched.isThere()) {
            refuseWhatFetchedSoftwareIsNot();
            return fetched.named(product);
        }
        String version = root.has("version") ? " " + root.path("version").asText() : "";
        String image = section.path("image").asText("none");
        return new Software(product + version, new ServerImage(image), cache -> Map.of());
    }

    private void refuseWhatFetchedSoftwareIsNot() {
        if (section.has("image")) {
            throw new IllegalArgumentException(place(SoftwareSection.PLACE)
                    + ": software: an image has its own: either image or software is said");
        }
        boolean allFetched = root.path("servers").properties().stream()
                .allMatch(other -> other.getValue().has(SoftwareSection.PLACE));
        if (root.has("version") && allFetched) {
            throw new IllegalArgumentException(
                    CheckedYaml.place(root.path("version")) + ": version: software says it already: leave it out here");
        }
        boolean run = Stream.of("command", "environment", "files")
                .anyMatch(key -> section.path(key).toString().contains("{" + SoftwareSection.PLACE + "}"));
        if (!run) {
            throw new IllegalArgumentException(place(SoftwareSection.PLACE)
                    + ": software: is fetched, and not run: its place is {software}, as in command:"
                    + " [\"{software}/bin/server\"]");
        }
    }

    private GracefulStop gracefulStop() {
        JsonNode told = section.path("stop");
        JsonNode signal = told.isTextual() ? told : told.path("signal");
        return CheckedYaml.at(
                told,
                () -> new GracefulStop(
                        signal.isMissingNode() ? GracefulStop.USUAL.signal() : Signal.named(signal.asText()),
                        told.has("within")
                                ? DurationText.parse(told.path("within").asText())
                                : GracefulStop.USUAL.within()));
    }

    /** How long the cluster may take to be ready; empty if this does not say. */
    Optional<Duration> readyWithin() {
        return section.has("ready-within")
                ? Optional.of(DurationText.parse(section.path("ready-within").asText()))
                : Optional.empty();
    }

    boolean isImage() {
        return section.has("image");
    }

    /** A clause that says where a key of it stands. */
    String place(String key) {
        return CheckedYaml.place(section.path(key));
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

    /**
     * What a node that runs it is asked.
     *
     * @param told says http or command, or neither: then empty
     * @param exitSaysNo whether a command says no by its exit code
     */
    Optional<Question> asked(JsonNode told, String key, boolean exitSaysNo) {
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

    /** @throws IllegalArgumentException more than one of these keys is there */
    static void onlyOne(JsonNode told, String key, String... kinds) {
        List<String> found = Stream.of(kinds).filter(told::has).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(CheckedYaml.place(told) + ": " + key + ": expected one of "
                    + String.join(", ", kinds) + ", found " + String.join(" and ", found));
        }
    }

    /** Of the ports that there are, the one that clients use. */
    String usualPort() {
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
