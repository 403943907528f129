package io.ordeal.targets.file;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.tool.Command;
import io.ordeal.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A target that a file describes.
 *
 * @param file where it was read from, absolute; relative paths in it begin in its folder
 * @param text of the file
 * @param endpoints where it already runs, {@code host:port} a node; none: it is started
 * @param server what each node runs; empty of one that already runs
 * @param client starts a client
 * @param lease of what clients hold, if there is one
 * @param workloads whose operations the clients take, the first is tried if none is asked for
 */
public record FileTarget(
        Path file,
        String text,
        String name,
        String summary,
        ClusterDescription cluster,
        List<String> endpoints,
        Optional<DescribedServer> server,
        ClientCommand client,
        Optional<Duration> lease,
        List<Workload<?>> workloads,
        List<Expectation> expectations)
        implements Target {
    public FileTarget {
        endpoints = List.copyOf(endpoints);
        workloads = List.copyOf(workloads);
        expectations = List.copyOf(expectations);
    }

    @Override
    public ClientFactories newClients() {
        ClientFactories factories = ClientFactories.of(workloads.get(0).clientType(), client);
        for (Workload<?> workload : workloads) {
            factories = factories.and(workload.clientType(), client);
        }
        return (lease.isPresent() ? factories.withLease(lease.get()) : factories)
                .servingOnly(workloads.stream().map(Workload::name).toList());
    }

    @Override
    public ClusterKind usualCluster() {
        if (!endpoints.isEmpty()) {
            return ClusterKind.ENDPOINT;
        }
        return server.filter(DescribedServer::isImage).isPresent() ? ClusterKind.CONTAINER : ClusterKind.PROCESS;
    }

    @Override
    public List<String> lacking(ClusterKind kind) {
        List<String> lacking = new ArrayList<>();
        boolean here = kind == ClusterKind.PROCESS || kind == ClusterKind.NAMESPACE;
        if (here && server.filter(DescribedServer::isImage).isPresent()) {
            lacking.add(file + ": its server is an image: --cluster container");
        } else if (kind == ClusterKind.CONTAINER && usualCluster() == ClusterKind.PROCESS) {
            lacking.add(
                    file + ": its server is a command, and containers take an image: --cluster process, or say image:"
                            + " under server:");
        } else if (usualCluster() == ClusterKind.ENDPOINT && kind != ClusterKind.ENDPOINT) {
            lacking.add(file + ": it says by endpoints: where the system runs, and not how it is started: leave out"
                    + " --cluster, or say server:");
        } else if (here) {
            server.flatMap(DescribedServer::program).ifPresent(program -> refuse("server", program, lacking));
        }
        refuse("client", client.command().get(0), lacking);
        return lacking;
    }

    /** Adds what is wrong with a program, if anything is. */
    private void refuse(String whose, String program, List<String> lacking) {
        if (Command.find(program).isEmpty()) {
            lacking.add(file + ": the " + whose + "'s command: there is no program " + program
                    + (program.contains("/")
                            ? ", or it can't be executed (chmod +x)"
                            : " on the PATH; one of yours in the file's folder is ./" + program));
        }
    }
}
