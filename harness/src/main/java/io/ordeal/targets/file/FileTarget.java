package io.ordeal.targets.file;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.tool.Command;
import io.ordeal.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A target that a file describes.
 *
 * @param file where it was read from, absolute; relative paths in it begin in its folder
 * @param text of the file
 * @param beside what is kept beside the file's copy in a run's folder, by name: the text of a file that it names
 * @param kinds where its nodes may run, the usual place first
 * @param endpoints where it already runs, {@code host:port} a node; none: it is started
 * @param clients the workloads whose operations they take, each with its client; the first is tried if none is asked for
 */
public record FileTarget(
        Path file,
        String text,
        Map<String, String> beside,
        String name,
        String summary,
        ClusterDescription cluster,
        List<ClusterKind> kinds,
        List<String> endpoints,
        Map<Workload<?>, DescribedClient> clients,
        List<Expectation> expectations)
        implements Target {
    public FileTarget {
        beside = Map.copyOf(beside);
        kinds = List.copyOf(kinds);
        endpoints = List.copyOf(endpoints);
        clients = new LinkedHashMap<>(clients);
        expectations = List.copyOf(expectations);
    }

    @Override
    public ClientFactories newClients() {
        ClientFactories all = null;
        for (Map.Entry<Workload<?>, DescribedClient> served : clients.entrySet()) {
            ClientFactories own = served.getValue().factories(served.getKey());
            all = (all == null ? own : all).withOwn(served.getKey().name(), own);
        }
        return Objects.requireNonNull(all, "a file names a workload at least")
                .servingOnly(clients.keySet().stream().map(Workload::name).toList());
    }

    @Override
    public ClusterKind usualCluster() {
        return kinds.get(0);
    }

    @Override
    public List<String> lacking(ClusterKind kind) {
        List<String> lacking = new ArrayList<>();
        ClusterKind usual = usualCluster();
        if (usual == ClusterKind.ENDPOINT && kind != ClusterKind.ENDPOINT) {
            lacking.add(file + ": it says by endpoints: where the system runs, and not how it is started: leave out"
                    + " --cluster, or say server:");
        } else if (usual == ClusterKind.CONTAINER && kind != ClusterKind.CONTAINER && kind != ClusterKind.ENDPOINT) {
            lacking.add(file + ": its server is an image: --cluster container");
        } else if (usual != ClusterKind.CONTAINER && kind == ClusterKind.CONTAINER) {
            lacking.add(
                    file + ": its server is a command, and containers take an image: --cluster process, or say image:"
                            + " under server:");
        } else if (kind == ClusterKind.PROCESS && !kinds.contains(kind)) {
            lacking.add(file + ": its nodes send datagrams (UDP), which takes network namespaces: --cluster namespace");
        } else if (kinds.contains(kind)) {
            programs().forEach(program -> refuse("server", program, "", lacking));
        }
        Map<String, String> programs = new LinkedHashMap<>();
        clients.forEach((workload, client) ->
                programs.putIfAbsent(client.command().command().get(0), workload.name()));
        programs.forEach((program, workload) -> refuse(
                "client",
                program,
                "; it is to read and write the lines that ./ordeal list workloads " + workload + " has",
                lacking));
        return lacking;
    }

    /** With which its servers' commands begin, where that is the same of all nodes. */
    private Set<String> programs() {
        Set<String> programs = new LinkedHashSet<>();
        for (NodeSpec node : cluster.nodes()) {
            if (node.program() instanceof DescribedServer server) {
                server.program().ifPresent(programs::add);
            }
        }
        return programs;
    }

    /** Adds what is wrong with a program, if anything is, and what else is to be known of it. */
    private void refuse(String whose, String program, String more, List<String> lacking) {
        if (Command.find(program).isEmpty()) {
            lacking.add(file + ": the " + whose + "'s command: there is no program " + program
                    + (program.contains("/")
                            ? ", or it can't be executed (chmod +x)"
                            : " on the PATH; one of yours in the file's folder is ./" + program)
                    + more);
        }
    }
}
