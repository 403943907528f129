package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.text.CheckedYaml;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Reads {@code ordeal.yaml}, as the {@linkplain io.ordeal.targets.file package} describes it. The schema is {@link #SCHEMA}
 * beside this class, for editors, too.
 */
public final class TargetFile {
    /** The schema's name, as a resource beside this class. */
    public static final String SCHEMA = "ordeal.schema.json";

    private static final CheckedYaml YAML = CheckedYaml.ofSchema(TargetFile.class, SCHEMA);

    private final Path file;
    private final Path composeCopy;
    private final String text;
    private final JsonNode root;
    private final Map<String, Workload<?>> workloads = new LinkedHashMap<>();

    private TargetFile(Path file, Path composeCopy, String text, Collection<? extends Workload<?>> workloads) {
        this.file = file;
        this.composeCopy = composeCopy;
        this.text = text;
        root = YAML.read(text);
        workloads.forEach(each -> this.workloads.put(each.name(), each));
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
            Path beside = copy.equals(original) ? Path.of("") : copy.resolveSibling(ComposeSection.COPY);
            return new TargetFile(original.toAbsolutePath().normalize(), beside, text, workloads).target();
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "there is no file " + copy + ": expected a target's description, such as ordeal.yaml", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + copy + ": " + unreadable, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(copy + ": " + wrong.getMessage(), wrong);
        }
    }

    private FileTarget target() {
        NodesSection nodes = new NodesSection(root, folder(), composeCopy);
        Mistakes mistakes = new Mistakes();
        FaultsSection faults =
                new FaultsSection(root.path("faults"), nodes.layout().names(), mistakes);
        Map<Workload<?>, DescribedClient> served =
                new ClientsSection(root, workloads, nodes.layout(), folder()).byWorkload(mistakes);
        DescribedCluster cluster = nodes.cluster(faults, mistakes);
        Set<String> names = new LinkedHashSet<>();
        served.keySet().forEach(workload -> names.add(workload.name()));
        List<ClusterKind> kinds = nodes.kinds(cluster);
        List<Expectation> expectations = expectations(names, new TakenFaults(cluster, kinds), mistakes);
        mistakes.tell();
        return new FileTarget(
                file,
                text,
                nodes.compose()
                        .map(compose -> Map.of(ComposeSection.COPY, compose.text()))
                        .orElse(Map.of()),
                root.path("name").asText(),
                root.path("summary").asText("described by " + file.getFileName()),
                cluster,
                kinds,
                nodes.endpoints(),
                served,
                expectations);
    }

    private Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private List<Expectation> expectations(Set<String> served, TakenFaults taken, Mistakes mistakes) {
        List<Expectation> expectations = new ArrayList<>();
        for (JsonNode entry : root.path("expectations")) {
            mistakes.keep(() -> expectation(entry, served, taken)).ifPresent(expectations::add);
        }
        return expectations;
    }

    private static Expectation expectation(JsonNode entry, Set<String> served, TakenFaults taken) {
        JsonNode workload = entry.path("workload");
        if (!served.contains(workload.asText())) {
            throw new IllegalArgumentException(CheckedYaml.place(workload) + ": workload: "
                    + NearestNames.unknown("workload", workload.asText(), served) + "; workloads: names those that"
                    + " the client takes");
        }
        Set<String> faults = new LinkedHashSet<>();
        for (JsonNode fault : entry.path("faults")) {
            faults.add(CheckedYaml.at(fault, () -> taken.parse(fault.asText())).toString());
        }
        Expectation expectation = new Expectation(
                workload.asText(),
                faults,
                Optional.empty(),
                OutcomeEntry.read(entry),
                entry.path("source").asText());
        return entry.has("struck-by") ? struck(expectation, entry.path("struck-by"), taken) : expectation;
    }

    private static Expectation struck(Expectation expectation, JsonNode strikes, TakenFaults taken) {
        List<String> texts = new ArrayList<>();
        for (JsonNode strike : strikes) {
            CheckedYaml.at(strike, () -> taken.parse(FaultText.withoutTrigger(strike.asText())));
            texts.add(strike.asText());
        }
        return CheckedYaml.at(strikes, () -> expectation.struckBy(texts.toArray(String[]::new)));
    }
}
