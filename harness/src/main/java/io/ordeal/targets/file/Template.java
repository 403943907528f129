package io.ordeal.targets.file;

import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
                case QUESTION -> Set.of("node", "number", "host", "port", "address", "here");
                case CLIENT -> Set.of("here");
            };
        }
    }

    /**
     * What a text may speak of.
     *
     * @param nodes of the cluster
     * @param ports that each has
     * @param here the folder of the file
     */
    record Scope(Use use, List<String> nodes, Set<String> ports, String here) {}

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
        if (!scope.use().known().contains(word)) {
            throw new IllegalArgumentException(NearestNames.unknown(
                            "placeholder", "{" + word + "}", braced(scope.use().known()))
                    + "; a brace of your own is {{");
        }
        return switch (word) {
            case "port", "peers", "announce" -> ofPort(word, names, scope);
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
        String port = port(names.get(0), scope);
        return switch (word) {
            case "port" -> place -> place.port(port);
            case "announce" -> place -> place.word("announce:" + port);
            default ->
                place -> String.join(
                        ",",
                        place.nodes().stream()
                                .filter(node -> !node.equals(place.node()))
                                .map(node -> place.address(node, port))
                                .toList());
        };
    }

    private static Part address(List<String> names, Scope scope) {
        if (names.isEmpty() || names.size() > 2) {
            throw new IllegalArgumentException("{address} takes the name of a port, or of a node and a port, as in"
                    + " {address:" + scope.nodes().stream().findFirst().orElse("n1") + ":"
                    + scope.ports().stream().findFirst().orElse("client") + "}");
        }
        String port = port(names.get(names.size() - 1), scope);
        if (names.size() == 1) {
            return place -> place.address(place.node(), port);
        }
        String node = names.get(0);
        if (!scope.nodes().contains(node)) {
            throw new IllegalArgumentException(NearestNames.unknown("node", node, scope.nodes()));
        }
        return place -> place.address(node, port);
    }

    private static String port(String name, Scope scope) {
        if (!scope.ports().contains(name)) {
            throw new IllegalArgumentException(
                    NearestNames.unknown("port", name, scope.ports()) + "; ports: declares them");
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
