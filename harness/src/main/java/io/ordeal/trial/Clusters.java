package io.ordeal.trial;

import io.ordeal.cgroup.Controller;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshPlan;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.cluster.container.ContainerProgram;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.ProxyServer;
import io.ordeal.namespace.NamespaceNeeds;
import io.ordeal.software.ChosenVersions;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Target;
import java.io.File;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings a run's cluster up, of the kind that was asked for, with all its links. */
final class Clusters {
    private Clusters() {}

    /**
     * The cluster, ready, with what the faults of its schedule need; empty if the target lives inside this JVM.
     *
     * @param progress is told what takes long before the first server starts
     * @throws RefusedRunException the target can't be run so
     * @throws Exception it did not come up; nothing is left of it
     */
    static Optional<Cluster> start(
            Target target, RunSpec spec, Schedule schedule, RunFolder folder, Consumer<String> progress)
            throws Exception {
        ClusterDescription description = described(target, spec, schedule);
        if (description.nodes().isEmpty()) {
            return Optional.empty();
        }
        RunOptions options = spec.options();
        ClusterSettings settings = new ClusterSettings(
                folder.path(),
                ClusterSettings.userCache(),
                options.concurrency(),
                plan -> mesh(plan, options.toxiproxy(), spec.seed()),
                progress,
                needsDisks(schedule),
                controllers(schedule));
        return switch (options.cluster()) {
            case PROCESS -> Optional.of(ProcessCluster.start(description, settings));
            case NAMESPACE -> Optional.of(ProcessCluster.startInNamespaces(description, settings));
            case CONTAINER -> Optional.of(ContainerCluster.start(description, settings));
            case ENDPOINT -> Optional.of(EndpointCluster.connect(description, options.endpoints(), settings));
        };
    }

    /** What the target's cluster is made of where its nodes are to run. */
    static ClusterDescription plain(Target target, RunOptions placed) {
        ClusterDescription plain = target.cluster();
        return placed.cluster() == ClusterKind.ENDPOINT
                ? plain.atEndpoints(placed.endpoints().size())
                : plain;
    }

    /**
     * What the target's cluster is made of, in the versions that the run asks for. A system that runs already has those that
     * it has.
     *
     * @throws RefusedRunException one is not to be had
     */
    static ClusterDescription inVersions(Target target, RunSpec spec) {
        ClusterDescription plain = plain(target, spec.options());
        ClusterKind kind = spec.options().cluster();
        if (kind == ClusterKind.ENDPOINT) {
            return plain;
        }
        if (kind != ClusterKind.CONTAINER) {
            refuseContainers(plain);
        }
        if (kind == ClusterKind.NAMESPACE) {
            NamespaceNeeds.lacking().ifPresent(why -> {
                throw new RefusedRunException("--cluster namespace " + why);
            });
        }
        try {
            ClusterDescription chosen = ChosenVersions.in(plain, spec.versions());
            if (kind == ClusterKind.CONTAINER) {
                refusePaths(chosen);
            }
            return chosen;
        } catch (IllegalArgumentException notToBeHad) {
            throw new RefusedRunException(String.valueOf(notToBeHad.getMessage()));
        }
    }

    /**
     * What the target's cluster is made of in a run with these faults: so that members can change where some ask for it.
     *
     * @throws RefusedRunException as {@link #inVersions}
     */
    static ClusterDescription described(Target target, RunSpec spec, Schedule schedule) {
        ClusterDescription chosen = inVersions(target, spec);
        boolean changes = schedule.faults().stream()
                .anyMatch(planned -> FaultKinds.named(planned.fault().kind()).changesMembers());
        return changes ? chosen.changing().orElse(chosen) : chosen;
    }

    private static void refuseContainers(ClusterDescription description) {
        description.nodes().stream()
                .filter(node -> node.program() instanceof ContainerProgram)
                .findFirst()
                .ifPresent(node -> {
                    throw new RefusedRunException(
                            "node " + node.name() + " is a container and nothing else: --cluster container");
                });
    }

    private static void refusePaths(ClusterDescription description) {
        ChosenVersions.softwareOf(description).forEach((product, software) -> {
            if (software.image().isPresent() && software.version().contains(File.separator)) {
                throw new RefusedRunException(product + " can be taken from " + software.version()
                        + " for processes only: --cluster process");
            }
        });
    }

    private static boolean needsDisks(Schedule schedule) {
        return schedule.faults().stream()
                .anyMatch(planned -> FaultKinds.named(planned.fault().kind()).needsDisks());
    }

    private static Set<Controller> controllers(Schedule schedule) {
        return schedule.faults().stream()
                .flatMap(planned -> FaultKinds.named(planned.fault().kind()).controllers().stream())
                .collect(Collectors.toSet());
    }

    /** The links of a cluster on this machine. */
    private static Mesh mesh(MeshPlan plan, Optional<String> toxiproxy, long seed) throws Exception {
        return plan.make(
                toxiproxy.isPresent() ? running(toxiproxy.get()) : ProxyServer.embedded(seed, plan.refusalPatience()));
    }

    private static ProxyServer running(String address) {
        int colon = address.lastIndexOf(':');
        try {
            return ProxyServer.at(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new RefusedRunException(
                    "--toxiproxy takes HOST:PORT of a running server's API, such as localhost:8474, not " + address);
        }
    }
}
