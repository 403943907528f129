package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.file.Template.Scope;
import io.ordeal.targets.file.Template.Use;
import io.ordeal.text.CheckedYaml;
import io.ordeal.text.DurationText;
import io.ordeal.workload.Workload;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file says of its clients: under {@code client} and {@code workloads}, or under {@code clients}. */
final class ClientsSection {
    private final JsonNode root;
    private final Map<String, Workload<?>> workloads;
    private final Words words;

    /**
     * @param workloads that there are, by name
     * @param folder of the file
     */
    ClientsSection(JsonNode root, Map<String, Workload<?>> workloads, Layout layout, Path folder) {
        this.root = root;
        this.workloads = workloads;
        words = new Words(new Scope(Use.CLIENT, layout, Set.of(), folder.toString()), Optional.of(folder));
    }

    /** Those whose operations the clients take, in the order of the file, each with its client. */
    Map<Workload<?>, DescribedClient> byWorkload(Mistakes mistakes) {
        Map<Workload<?>, DescribedClient> served = new LinkedHashMap<>();
        if (mistakes.keep(this::isSaidOneWay).isEmpty()) {
            return served;
        }
        if (root.has("clients")) {
            root.path("clients").properties().forEach(entry -> {
                Optional<Workload<?>> workload =
                        mistakes.keep(() -> workload(entry.getValue(), entry.getKey(), "clients"));
                mistakes.keep(() -> client(entry.getValue()))
                        .ifPresent(client -> workload.ifPresent(known -> served.put(known, client)));
            });
            return served;
        }
        Optional<DescribedClient> client = mistakes.keep(() -> client(root.path("client")));
        root.path("workloads")
                .forEach(name -> mistakes.keep(() -> workload(name, name.asText(), "workloads"))
                        .ifPresent(known -> client.ifPresent(takes -> served.put(known, takes))));
        return served;
    }

    /**
     * Always true.
     *
     * @throws IllegalArgumentException it is said in no way, or in two
     */
    private boolean isSaidOneWay() {
        if (!root.has("clients")) {
            if (!root.has("client")) {
                throw new IllegalArgumentException(
                        "the key client is missing: the clients' command, which speaks the wire: {command: [...]}");
            }
            if (!root.has("workloads")) {
                throw new IllegalArgumentException("the key workloads is missing: a list of the workloads whose"
                        + " operations the client takes, as ./ordeal list workloads, such as [lock]");
            }
            return true;
        }
        for (String key : Set.of("client", "workloads")) {
            if (root.has(key)) {
                throw new IllegalArgumentException(CheckedYaml.place(root.path(key)) + ": " + key
                        + ": clients says it already: either client and workloads are said, or clients");
            }
        }
        return true;
    }

    private Workload<?> workload(JsonNode place, String name, String key) {
        Workload<?> workload = workloads.get(name);
        if (workload == null) {
            throw new IllegalArgumentException(CheckedYaml.place(place) + ": " + key + ": "
                    + NearestNames.unknown("workload", name, workloads.keySet()));
        }
        return workload;
    }

    private DescribedClient client(JsonNode told) {
        Map<String, String> variables = new LinkedHashMap<>();
        words.texts(told.path("environment"))
                .forEach((name, value) -> variables.put(name, value.plain().orElseThrow()));
        return new DescribedClient(
                new ClientCommand(
                        words.command(told.path("command")).stream()
                                .map(word -> word.plain().orElseThrow())
                                .toList(),
                        variables),
                told.has("lease")
                        ? Optional.of(DurationText.parse(told.path("lease").asText()))
                        : Optional.empty());
    }
}
