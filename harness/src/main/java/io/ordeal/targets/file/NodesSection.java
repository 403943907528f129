package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.compose.ComposeFile;
import io.ordeal.names.NearestNames;
import io.ordeal.text.CheckedYaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a file says of its nodes: under {@code nodes} and {@code server}, or {@code servers}, or {@code endpoints}. */
final class NodesSection {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final JsonNode root;
    /** One of no name where all nodes run the same. */
    private final List<Group> groups = new ArrayList<>();

    private final Layout layout;
    /** Empty where the nodes are not a Compose file's. */
    private final Optional<ComposeFile> compose;

    /** Nodes that run the same, by what the file calls that. */
    record Group(String name, List<String> nodes, ServerSection server) {}

    /**
     * @param folder of the file
     * @param composeCopy of the Compose file that it may name; where it is none, that file itself is read
     */
    NodesSection(JsonNode root, Path folder, Path composeCopy) {
        this.root = root;
        onlyOneWay();
        compose = root.has("compose")
                ? Optional.of(new ComposeSection(root.path("compose"), folder, composeCopy).read())
                : Optional.empty();
        if (compose.isPresent()) {
            Map<String, List<Port>> ports = new LinkedHashMap<>();
            compose.get()
                    .nodes()
                    .forEach(node -> ports.put(node.name(), node.program().ports()));
            layout = new Layout(ports, Map.of());
            groups.add(asked(folder));
            return;
        }
        Map<String, JsonNode> sections = new LinkedHashMap<>();
        if (root.has("servers")) {
            root.path("servers").properties().forEach(entry -> sections.put(entry.getKey(), entry.getValue()));
        } else {
            sections.put("", root.path("server"));
        }
        Map<String, List<Port>> nodes = new LinkedHashMap<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            List<String> own = nodesOf(name, section);
            names.put(name, own);
            for (String node : own) {
                if (nodes.putIfAbsent(node, portsOf(section)) != null) {
                    throw new IllegalArgumentException(
                            CheckedYaml.place(section) + ": " + name + ": two of servers have" + " a node " + node
                                    + ": give them other names by nodes, such as [" + name + "a]");
                }
            }
        });
        layout = new Layout(nodes, root.has("servers") ? names : Map.of());
        names.forEach((name, own) -> {
            JsonNode section =
                    name.isEmpty() ? root.path("server") : root.path("servers").path(name);
            groups.add(new Group(name, own, new ServerSection(root, name, section, portsOf(section), layout, folder)));
        });
        if (!root.has("endpoints")) {
            groups.forEach(group -> group.server.refuseIfNothingIsStarted());
        }
    }

    /** The nodes that may be asked whether they are primary: those with the port that is told, or that clients use. */
    private Group asked(Path folder) {
        Map<String, Port> all = new LinkedHashMap<>();
        layout.nodes().values().forEach(ports -> ports.forEach(port -> all.putIfAbsent(port.name(), port)));
        ServerSection server =
                new ServerSection(root, "", MissingNode.getInstance(), List.copyOf(all.values()), layout, folder);
        String told = root.path("primary").path("port").asText(server.usualPort());
        List<String> having =
                layout.names().stream().filter(node -> layout.has(node, told)).toList();
        return new Group("", having, server);
    }

    private List<Port> portsOf(JsonNode section) {
        return root.has("endpoints") ? ServerSection.unknownPorts() : ServerSection.ports(section);
    }

    private void onlyOneWay() {
        List<String> ways = List.of("server", "servers", "compose", "endpoints").stream()
                .filter(root::has)
                .toList();
        if (ways.isEmpty()) {
            throw new IllegalArgumentException(
                    "the key server is missing, how a node is started; or servers, if not all"
                            + " nodes run the same; or compose, a Compose file; or endpoints, where the system already runs");
        }
        if (ways.size() > 1) {
            throw new IllegalArgumentException(CheckedYaml.place(root.path(ways.get(1))) + ": " + ways.get(1)
                    + ": either server, servers, compose or endpoints is said, how it is started or where it already runs; found "
                    + String.join(" and ", ways));
        }
        if (root.has("compose") && root.has("nodes")) {
            throw new IllegalArgumentException(
                    CheckedYaml.place(root.path("nodes")) + ": nodes: with compose, each service is a node");
        }
        if (root.has("servers") && root.has("nodes")) {
            throw new IllegalArgumentException(CheckedYaml.place(root.path("nodes"))
                    + ": nodes: with servers, each of them says how many nodes run it, by a key nodes of its own");
        }
        for (String key : List.of("nodes", "after")) {
            JsonNode misplaced = root.path("server").path(key);
            if (!misplaced.isMissingNode()) {
                throw new IllegalArgumentException(CheckedYaml.place(misplaced) + ": " + key
                        + ": belongs to one of servers; "
                        + (key.equals("nodes")
                                ? "with one server, nodes stands beside it"
                                : "one server is after none"));
            }
        }
    }

    private List<String> nodesOf(String name, JsonNode section) {
        if (root.has("servers")) {
            return section.has("nodes") ? names(section.path("nodes"), name) : List.of(name);
        }
        int usual = Math.max(1, root.path("endpoints").size());
        List<String> names = root.has("nodes") ? names(root.path("nodes"), "n") : numbered("n", usual);
        JsonNode endpoints = root.path("endpoints");
        if (root.has("endpoints") && endpoints.size() != names.size()) {
            throw new IllegalArgumentException(CheckedYaml.place(endpoints) + ": endpoints: expected one for each of "
                    + names + ", found " + endpoints.size());
        }
        return names;
    }

    private static List<String> names(JsonNode given, String before) {
        if (given.isArray()) {
            List<String> names = new ArrayList<>();
            given.forEach(node -> names.add(node.asText()));
            return names;
        }
        return numbered(before, given.asInt());
    }

    private static List<String> numbered(String before, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> before + number)
                .toList();
    }

    /** The Compose file that the nodes are of; empty if they are of none. */
    Optional<ComposeFile> compose() {
        return compose;
    }

    Layout layout() {
        return layout;
    }

    /** Where the system already runs; none if it is started. */
    List<String> endpoints() {
        List<String> addresses = new ArrayList<>();
        root.path("endpoints").forEach(one -> addresses.add(one.asText()));
        return addresses;
    }

    /**
     * The cluster.
     *
     * @param faults whom they choose from, and which are refused
     */
    DescribedCluster cluster(FaultsSection faults, Mistakes mistakes) {
        PrimarySection primary = new PrimarySection(root.path("primary"), groups, layout);
        Optional<Optional<Question>> question = mistakes.keep(primary::question);
        Optional<ComposeFile> file = compose;
        List<NodeSpec> specs = new ArrayList<>();
        if (file.isPresent()) {
            specs.addAll(file.get().nodes());
        } else {
            groups.forEach(group -> mistakes.keep(() -> program(group))
                    .ifPresent(program -> group.nodes.forEach(node -> specs.add(new NodeSpec(node, program)))));
        }
        Optional<List<List<String>>> order =
                mistakes.keep(() -> file.map(ComposeFile::startOrder).orElseGet(this::startOrder));
        Optional<Duration> readyWithin =
                mistakes.keep(() -> file.map(ComposeFile::readyWithin).orElseGet(this::readyWithin));
        mistakes.tell();
        return new DescribedCluster(
                specs,
                order.orElseThrow(),
                readyWithin.orElseThrow(),
                question.orElseThrow(),
                primary.asked(),
                faults.nodes(),
                faults.refused());
    }

    private DescribedServer program(Group group) {
        DescribedServer program = group.server.program();
        groups.stream()
                .filter(other -> other.server.isImage())
                .findFirst()
                .ifPresent(other -> refuseBeside(group, program, other.name));
        return program;
    }

    /** All nodes run in the same kind of place, and it can have their ports. */
    private void refuseBeside(Group group, DescribedServer program, String image) {
        if (!program.isImage()) {
            throw new IllegalArgumentException(
                    CheckedYaml.place(root.path("servers").path(group.name)) + ": " + group.name
                            + ": has no image, but " + image + " has: all nodes run in containers, or none does");
        }
        for (Port port : program.ports()) {
            if (port.datagrams()) {
                throw new IllegalArgumentException(group.server.place("ports") + ": " + port.name()
                        + ": datagrams: takes network namespaces, and an image runs in a container, where they would"
                        + " go past all faults");
            }
        }
    }

    private Duration readyWithin() {
        return groups.stream()
                .map(group -> group.server.readyWithin())
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(READY_WITHIN);
    }

    /** Those of a group at once, when all those that it is after are ready. */
    private List<List<String>> startOrder() {
        List<List<String>> order = new ArrayList<>();
        Set<String> begun = new LinkedHashSet<>();
        while (begun.size() < groups.size()) {
            List<Group> waiting =
                    groups.stream().filter(group -> !begun.contains(group.name)).toList();
            List<Group> next = waiting.stream()
                    .filter(group -> begun.containsAll(after(group)))
                    .toList();
            if (next.isEmpty()) {
                Group stuck = waiting.get(0);
                throw new IllegalArgumentException(
                        stuck.server.place("after") + ": after: " + stuck.name + " is after itself, by way of others");
            }
            next.forEach(group -> begun.add(group.name));
            order.add(next.stream().flatMap(group -> group.nodes.stream()).toList());
        }
        return order;
    }

    private List<String> after(Group group) {
        List<String> known = groups.stream().map(Group::name).toList();
        List<String> after = new ArrayList<>();
        for (JsonNode other : root.path("servers").path(group.name).path("after")) {
            if (!known.contains(other.asText())) {
                throw new IllegalArgumentException(
                        CheckedYaml.place(other) + ": after: " + NearestNames.unknown("server", other.asText(), known));
            }
            after.add(other.asText());
        }
        return after;
    }

    /** Where its nodes may run, the usual place first. */
    List<ClusterKind> kinds(DescribedCluster cluster) {
        if (root.has("endpoints")) {
            return List.of(ClusterKind.ENDPOINT);
        }
        if (cluster.isOfImages()) {
            return List.of(ClusterKind.CONTAINER);
        }
        return cluster.hasDatagrams()
                ? List.of(ClusterKind.NAMESPACE)
                : List.of(ClusterKind.PROCESS, ClusterKind.NAMESPACE);
    }
}
