package io.ordeal.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.names.NearestNames;
import io.ordeal.text.CheckedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The cluster that a Compose file describes, as the {@linkplain io.ordeal.cluster.compose package} says.
 *
 * <pre>{@code
 * ClusterDescription cluster = ComposeFile.read(Path.of("docker-compose.yml"));
 * }</pre>
 *
 * @param text of the file
 */
public record ComposeFile(String text, List<NodeSpec> nodes, List<List<String>> startOrder, Duration readyWithin)
        implements ClusterDescription {
    private static final CheckedYaml YAML =
            CheckedYaml.ofSchema(ComposeFile.class, "compose.schema.json").withAliases();
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Set<String> OF_NO_EFFECT = Set.of("version", "name");

    public ComposeFile {
        nodes = List.copyOf(nodes);
        startOrder = List.copyOf(startOrder);
    }

    /**
     * Reads a file; nothing is passed over.
     *
     * @throws IllegalArgumentException what can't be honoured of it, or makes no sense: each by line and key
     */
    public static ComposeFile read(Path file) {
        return read(file, file, Wishes.NONE);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException as {@link #read(Path)}
     */
    public static ComposeFile read(Path file, Wishes wishes) {
        return read(file, file, wishes);
    }

    /**
     * Reads a copy of a file that lies elsewhere.
     *
     * @param original the file that it is a copy of, in whose folder relative paths begin; it need not exist any more
     * @throws IllegalArgumentException as {@link #read(Path)}
     */
    public static ComposeFile read(Path copy, Path original, Wishes wishes) {
        try {
            Path folder = original.toAbsolutePath().normalize().getParent();
            Path from = folder == null ? Path.of("/") : folder;
            return read(Files.readString(copy), from, wishes);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + missing.getFile() + ", a Compose file's", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + copy + ": " + unreadable, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(copy + ": " + wrong.getMessage(), wrong);
        }
    }

    private static ComposeFile read(String text, Path folder, Wishes wishes) throws IOException {
        JsonNode root = YAML.read(text);
        Complaints complaints = new Complaints(wishes.ignored());
        topLevel(root, complaints);
        ServiceReader reader = new ServiceReader(Variables.in(folder), folder, wishes.ports(), complaints);
        Map<String, JsonNode> services = new LinkedHashMap<>();
        root.path("services").properties().forEach(entry -> {
            // as Compose itself: what has a profile is started for that only
            if (entry.getValue().path("profiles").isEmpty()) {
                services.put(entry.getKey(), entry.getValue());
            }
        });
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        services.forEach((name, service) -> {
            String plain = nodeName(name);
            boolean usable = plain.matches("[a-z][a-z0-9]*") && !named.containsValue(plain);
            if (!usable) {
                complaints.wrong(
                        service,
                        name,
                        "a node's name is the service's small letters and digits, and " + plain
                                + (named.containsValue(plain) ? " is another's, too" : " is none"));
            }
            String node = usable ? plain : "service" + named.size();
            named.put(name, node);
            reader.read(name, node, service).ifPresent(program -> nodes.add(new NodeSpec(node, program)));
        });
        reader.tellUnmetPorts();
        sameNetworks(services, complaints);
        List<List<String>> order = startOrder(root.path("services"), named, complaints);
        complaints.tell();
        return new ComposeFile(text, nodes, order, READY_WITHIN);
    }

    private static String nodeName(String service) {
        return service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static void topLevel(JsonNode root, Complaints complaints) {
        root.properties().forEach(entry -> {
            String key = entry.getKey();
            switch (key) {
                case "services" -> {}
                case "networks", "volumes" ->
                    entry.getValue().properties().forEach(one -> plain(key, one.getValue(), complaints));
                case "configs", "secrets", "include", "models" ->
                    complaints.notHonoured(entry.getValue(), key, "write out what it says in the services");
                default -> {
                    if (!OF_NO_EFFECT.contains(key) && !key.startsWith("x-")) {
                        complaints.wrong(
                                entry.getValue(),
                                key,
                                NearestNames.unknown("key", key, Set.of("services", "networks", "volumes", "name")));
                    }
                }
            }
        });
    }

    /** A network or volume of the usual kind, of this file's own. */
    private static void plain(String key, JsonNode told, Complaints complaints) {
        told.properties().forEach(entry -> {
            boolean usual = entry.getKey().equals("name")
                    || entry.getKey().equals("labels")
                    || (entry.getKey().equals("driver")
                            && Set.of("bridge", "local")
                                    .contains(entry.getValue().asText()));
            if (!usual) {
                complaints.notHonoured(
                        entry.getValue(),
                        entry.getKey(),
                        "of " + key + " there are those that the run makes for itself");
            }
        });
    }

    private static void sameNetworks(Map<String, JsonNode> services, Complaints complaints) {
        Set<Set<String>> seen = new LinkedHashSet<>();
        for (JsonNode service : services.values()) {
            JsonNode told = service.path("networks");
            Set<String> names = new LinkedHashSet<>();
            if (told.isArray()) {
                told.forEach(name -> names.add(name.asText()));
            } else {
                told.fieldNames().forEachRemaining(names::add);
            }
            seen.add(names.isEmpty() ? Set.of("default") : names);
            if (seen.size() > 1) {
                complaints.notHonoured(
                        told.isMissingNode() ? service : told,
                        "networks",
                        "all nodes are in one network, and only faults part them");
                return;
            }
        }
    }

    /** @param named the services that are started, each with its node's name */
    private static List<List<String>> startOrder(JsonNode services, Map<String, String> named, Complaints complaints) {
        List<List<String>> order = new ArrayList<>();
        Map<String, Set<String>> after = new LinkedHashMap<>();
        named.keySet()
                .forEach(name -> after.put(
                        name, dependencies(services.path(name).path("depends_on"), named.keySet(), complaints)));
        while (!after.isEmpty()) {
            List<String> next = after.entrySet().stream()
                    .filter(entry -> Collections.disjoint(entry.getValue(), after.keySet()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (next.isEmpty()) {
                String stuck = after.keySet().iterator().next();
                complaints.wrong(
                        services.path(stuck).path("depends_on"),
                        "depends_on",
                        stuck + " depends on itself, by way of others");
                return order;
            }
            next.forEach(after::remove);
            order.add(next.stream().map(name -> named.getOrDefault(name, name)).toList());
        }
        return order;
    }

    private static Set<String> dependencies(JsonNode told, Set<String> known, Complaints complaints) {
        Set<String> wanted = new LinkedHashSet<>();
        if (told.isArray()) {
            told.forEach(other -> dependency(other, other.asText(), known, wanted, complaints));
        } else {
            told.properties().forEach(entry -> {
                dependency(entry.getValue(), entry.getKey(), known, wanted, complaints);
                if (entry.getValue().path("condition").asText().equals("service_completed_successfully")) {
                    complaints.notHonoured(
                            entry.getValue(),
                            "depends_on",
                            "a node that ends is a node that has failed, not one that is done");
                }
            });
        }
        return wanted;
    }

    private static void dependency(
            JsonNode place, String other, Set<String> known, Set<String> wanted, Complaints complaints) {
        if (known.contains(other)) {
            wanted.add(other);
        } else {
            complaints.wrong(place, "depends_on", NearestNames.unknown("service", other, known));
        }
    }

    /**
     * What a file does not say of itself.
     *
     * @param ignored keys that are passed over where they can't be honoured, as the user wishes
     * @param ports what the services' ports are called by their numbers, and who connects to them
     */
    public record Wishes(Set<String> ignored, List<Port> ports) {
        /** None: nothing is passed over, and ports are for clients and nodes. */
        public static final Wishes NONE = new Wishes(Set.of(), List.of());

        public Wishes {
            ignored = Set.copyOf(ignored);
            ports = List.copyOf(ports);
        }
    }
}
