package io.ordeal.targets.file;

import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text with places in it, such as <code>{port:client}</code>, that are filled when it is known where a node is. */
final class Template {
    /** What can only be a placeholder; other braces, as JSON has them, are themselves. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\{([a-z]+)((?::[a-zA-Z0-9_-]+)*)}");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    private interface Part {
        String text(Place place);
    }

    /** What is the same wherever a node is. */
    private record Literal(String text) implements Part {
        @Override
        public String text(Place place) {
            return text;
        }
    }

    /** Where a text is used, and so what it may speak of. */
    enum Use {
        /** A server's command, environment and files. */
        START,
        /** The same of a server that is fetched. */
        START_FETCHED,
        /** What the harness asks of a node that runs. */
        QUESTION,
        /** A client's command and environment: it is told of nodes by the wire. */
        CLIENT;

        private Set<String> known() {
            return switch (this) {
                case START ->
                    Set.of(
                            "node",
                            "number",
                            "host",
                            "port",
                            "address",
                            "peers",
                            "announce",
                            "source",
                            "data",
                            "config",
                            "tmp",
                            "here");
                case START_FETCHED ->
                    Stream.concat(START.known().stream(), Stream.of(SoftwareSection.PLACE))
                            .collect(Collectors.toUnmodifiableSet());
                case QUESTION -> Set.of("node", "number", "host", "port", "address", "here");
                case CLIENT -> Set.of("here");
            };
        }

        private boolean starts() {
            return this == START || this == START_FETCHED;
        }
    }

    /**
     * What a text may speak of.
     *
     * @param layout who is there
     * @param ports of the node that it is about
     * @param here the folder of the file
     */
    record Scope(Use use, Layout layout, Set<String> ports, String here) {
        private List<String> nodes() {
            return layout.names();
        }
    }

    /** @throws IllegalArgumentException a placeholder speaks of what there is not */
    static Template parse(String text, Scope scope) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            parts.add(new Literal(text.substring(from, matcher.start())));
            parts.add(
                    matcher.group(1) == null
                            ? new Literal("{")
                            : part(matcher.group(1), names(matcher.group(2)), scope));
            from = matcher.end();
        }
        parts.add(new Literal(text.substring(from)));
        return new Template(parts);
    }

    private static List<String> names(String group) {
        return group.isEmpty() ? List.of() : List.of(group.substring(1).split(":"));
    }

    private static Part part(String word, List<String> names, Scope scope) {
        if (word.equals(SoftwareSection.PLACE) && scope.use() == Use.START) {
            throw new IllegalArgumentException(
                    "{software} is where it lies that is fetched, and nothing is: say software:"
                            + " beside command, such as {npm: \"@example/server-linux-x64@1.2.3\"}; a brace of your own is {{");
        }
        if (!scope.use().known().contains(word)) {
            throw new IllegalArgumentException(NearestNames.unknown(
                            "placeholder", "{" + word + "}", braced(scope.use().known()))
                    + "; a brace of your own is {{");
        }
        return switch (word) {
            case "port", "announce" -> ofPort(word, names, scope);
            case "peers" -> peers(names, scope);
            case "address" -> address(names, scope);
            default -> {
                if (!names.isEmpty()) {
                    throw new IllegalArgumentException("{" + word + "} takes no name behind it");
                }
                yield plain(word, scope);
            }
        };
    }

    private static List<String> braced(Set<String> words) {
        return words.stream()
                .map(word -> switch (word) {
                    case "port", "peers", "announce", "address" -> "{" + word + ":PORT}";
                    default -> "{" + word + "}";
                })
                .toList();
    }

    private static Part plain(String word, Scope scope) {
        return switch (word) {
            case "node" -> Place::node;
            case "number" -> place -> Integer.toString(place.nodes().indexOf(place.node()) + 1);
            case "here" -> new Literal(scope.here());
            default -> place -> place.word(word);
        };
    }

    private static Part ofPort(String word, List<String> names, Scope scope) {
        if (names.size() != 1) {
            throw new IllegalArgumentException("{" + word + "} takes the name of a port, as in {" + word + ":"
                    + scope.ports().stream().findFirst().orElse("client") + "}");
        }
        String port = port(names.get(0), scope.ports());
        return word.equals("port") ? place -> place.port(port) : place -> place.word("announce:" + port);
    }

    private static Part peers(List<String> names, Scope scope) {
        if (names.isEmpty() || names.size() > 2) {
            throw new IllegalArgumentException(
                    "{peers} takes the name of a port, or of one of servers and a port, as in" + " {peers:"
                            + scope.ports().stream().findFirst().orElse("client") + "}");
        }
        Layout layout = scope.layout();
        if (names.size() == 2 && !layout.groups().containsKey(names.get(0))) {
            throw new IllegalArgumentException(
                    layout.groups().isEmpty()
                            ? "{peers:" + String.join(":", names) + "}: all nodes have the same server here: {peers:"
                                    + names.get(1) + "}"
                            : NearestNames.unknown(
                                    "server", names.get(0), layout.groups().keySet()));
        }
        List<String> among = names.size() == 2 ? layout.groups().getOrDefault(names.get(0), List.of()) : scope.nodes();
        String port = port(names.get(names.size() - 1), layout.ports(among));
        List<String> having =
                among.stream().filter(node -> layout.has(node, port)).toList();
        having.forEach(node -> reached(node, port, scope));
        return place -> String.join(
                ",",
                having.stream()
                        .filter(node -> !node.equals(place.node()))
                        .map(node -> place.address(node, port))
                        .toList());
    }

    /** What is not told to be connected to by nodes has no link from any, and would be refused when it is too late. */
    private static void reached(String node, String port, Scope scope) {
        if (scope.use().starts() && !scope.layout().isReached(node, port)) {
            throw new IllegalArgumentException("the port " + port + " of " + node
                    + " is for clients, and no other node has a link to it: say both, or nodes, under ports");
        }
    }

    private static Part address(List<String> names, Scope scope) {
        if (names.isEmpty() || names.size() > 2) {
            throw new IllegalArgumentException("{address} takes the name of a port, or of a node and a port, as in"
                    + " {address:" + scope.nodes().stream().findFirst().orElse("n1") + ":"
                    + scope.ports().stream().findFirst().orElse("client") + "}");
        }
        if (names.size() == 1) {
            String own = port(names.get(0), scope.ports());
            return place -> place.address(place.node(), own);
        }
        String node = names.get(0);
        if (!scope.nodes().contains(node)) {
            throw new IllegalArgumentException(NearestNames.unknown("node", node, scope.nodes()));
        }
        String port = port(names.get(1), scope.layout().ports(List.of(node)));
        if (scope.layout().nodes().size() > 1) {
            reached(node, port, scope);
        }
        return place -> place.address(node, port);
    }

    private static String port(String name, Set<String> ports) {
        if (!ports.contains(name)) {
            throw new IllegalArgumentException(NearestNames.unknown("port", name, ports) + "; ports: declares them");
        }
        return name;
    }

    /** The text, of a node. */
    String fill(Place place) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text(place)));
        return text.toString();
    }

    /** The text, if it is the same of all nodes. */
    Optional<String> plain() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Literal literal)) {
                return Optional.empty();
            }
            text.append(literal.text());
        }
        return Optional.of(text.toString());
    }
}
