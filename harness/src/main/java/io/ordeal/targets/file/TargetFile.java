package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.Template.Scope;
import io.ordeal.targets.file.Template.Use;
import io.ordeal.text.CheckedYaml;
import io.ordeal.text.DurationText;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Reads {@code ordeal.yaml}, as the {@linkplain io.ordeal.targets.file package} describes it. The schema is {@link #SCHEMA}
 * beside this class, for editors, too.
 */
public final class TargetFile {
    /** The schema's name, as a resource beside this class. */
    public static final String SCHEMA = "ordeal.schema.json";

    private static final CheckedYaml YAML = CheckedYaml.ofSchema(TargetFile.class, SCHEMA);
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Path file;
    private final String text;
    private final JsonNode root;
    private final Map<String, Workload<?>> workloads = new LinkedHashMap<>();
    private final List<String> nodes;

    private TargetFile(Path file, String text, Collection<? extends Workload<?>> workloads) {
        this.file = file;
        this.text = text;
        root = YAML.read(text);
        workloads.forEach(each -> this.workloads.put(each.name(), each));
        nodes = nodes();
    }

    /**
     * Reads a target whose workloads are on the class path.
     *
     * @throws IllegalArgumentException what is wrong with the file: its name, line, key, what was expected, the nearest
     *     name
     */
    public static Target read(Path file) {
        return read(
                file,
                StreamSupport.stream(
                                ServiceLoader.load(Workload.class, TargetFile.class.getClassLoader())
                                        .spliterator(),
                                false)
                        .<Workload<?>>map(workload -> workload)
                        .toList());
    }

    /**
     * Reads a target.
     *
     * @param workloads that there are
     * @throws IllegalArgumentException as {@link #read(Path)}
     */
    public static FileTarget read(Path file, Collection<? extends Workload<?>> workloads) {
        return readCopy(file, file, workloads);
    }

    /**
     * Reads a copy of a file that lies elsewhere.
     *
     * @param original the file that it is a copy of, in whose folder relative paths begin; it need not exist any more
     * @throws IllegalArgumentException as {@link #read(Path)}
     */
    public static FileTarget readCopy(Path copy, Path original, Collection<? extends Workload<?>> workloads) {
        try {
            String text = Files.readString(copy);
            return new TargetFile(original.toAbsolutePath().normalize(), text, workloads).target();
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "there is no file " + copy + ": expected a target's description, such as ordeal.yaml", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + copy + ": " + unreadable, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(copy + ": " + wrong.getMessage(), wrong);
        }
    }

    private List<String> nodes() {
        JsonNode given = root.path("nodes");
        if (given.isArray()) {
            List<String> names = new ArrayList<>();
            given.forEach(node -> names.add(node.asText()));
            return names;
        }
        int usual = Math.max(1, root.path("endpoints").size());
        int count = given.asInt(usual);
        return IntStream.rangeClosed(1, count).mapToObj(number -> "n" + number).toList();
    }

    private FileTarget target() {
        JsonNode section = root.path("server");
        if (root.has("endpoints") == root.has("server")) {
            throw new IllegalArgumentException(
                    root.has("server")
                            ? CheckedYaml.place(root.path("endpoints"))
                                    + ": endpoints: either server or endpoints is said,"
                                    + " how it is started or where it already runs"
                            : "the key server is missing, how a node is started, or endpoints, where the system"
                                    + " already runs");
        }
        JsonNode endpoints = root.path("endpoints");
        if (root.has("endpoints") && endpoints.size() != nodes.size()) {
            throw new IllegalArgumentException(CheckedYaml.place(endpoints) + ": endpoints: expected one for each of "
                    + nodes + ", found " + endpoints.size());
        }
        ServerSection server = root.has("server")
                ? new ServerSection(root, section, nodes, folder())
                : ServerSection.alreadyRunning(root, nodes, folder());
        DescribedServer program = server.program();
        DescribedCluster cluster = new DescribedCluster(
                nodes.stream().map(node -> new NodeSpec(node, program)).toList(),
                section.has("ready-within")
                        ? DurationText.parse(section.path("ready-within").asText())
                        : READY_WITHIN,
                server.primary());
        Map<String, Workload<?>> served = served();
        JsonNode client = root.path("client");
        List<String> addresses = new ArrayList<>();
        endpoints.forEach(one -> addresses.add(one.asText()));
        return new FileTarget(
                file,
                text,
                root.path("name").asText(),
                root.path("summary").asText("described by " + file.getFileName()),
                cluster,
                addresses,
                root.has("server") ? Optional.of(program) : Optional.empty(),
                client(client),
                client.has("lease")
                        ? Optional.of(DurationText.parse(client.path("lease").asText()))
                        : Optional.empty(),
                List.copyOf(served.values()),
                expectations(served.keySet(), new TakenFaults(cluster, kinds(program))));
    }

    private Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private ClientCommand client(JsonNode client) {
        Words words = new Words(new Scope(Use.CLIENT, nodes, Set.of(), folder().toString()), Optional.of(folder()));
        Map<String, String> variables = new LinkedHashMap<>();
        words.texts(client.path("environment"))
                .forEach((name, value) -> variables.put(name, value.plain().orElseThrow()));
        return new ClientCommand(
                words.command(client.path("command")).stream()
                        .map(word -> word.plain().orElseThrow())
                        .toList(),
                variables);
    }

    private Map<String, Workload<?>> served() {
        Map<String, Workload<?>> served = new LinkedHashMap<>();
        for (JsonNode name : root.path("workloads")) {
            Workload<?> workload = workloads.get(name.asText());
            if (workload == null) {
                throw new IllegalArgumentException(CheckedYaml.place(name) + ": workloads: "
                        + NearestNames.unknown("workload", name.asText(), workloads.keySet()));
            }
            served.put(name.asText(), workload);
        }
        return served;
    }

    /** Where its nodes may run, the usual place first. */
    private List<ClusterKind> kinds(DescribedServer program) {
        if (root.has("endpoints")) {
            return List.of(ClusterKind.ENDPOINT);
        }
        return program.isImage() ? List.of(ClusterKind.CONTAINER) : List.of(ClusterKind.PROCESS, ClusterKind.NAMESPACE);
    }

    private List<Expectation> expectations(Set<String> served, TakenFaults taken) {
        List<Expectation> expectations = new ArrayList<>();
        for (JsonNode entry : root.path("expectations")) {
            JsonNode workload = entry.path("workload");
            if (!served.contains(workload.asText())) {
                throw new IllegalArgumentException(CheckedYaml.place(workload) + ": workload: "
                        + NearestNames.unknown("workload", workload.asText(), served) + "; workloads: names those that"
                        + " the client takes");
            }
            Set<String> faults = new LinkedHashSet<>();
            for (JsonNode fault : entry.path("faults")) {
                faults.add(
                        CheckedYaml.at(fault, () -> taken.parse(fault.asText())).toString());
            }
            expectations.add(new Expectation(
                    workload.asText(),
                    faults,
                    Optional.empty(),
                    OutcomeEntry.read(entry),
                    entry.path("source").asText()));
        }
        return expectations;
    }
}
