package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessFamily;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Failures;
import io.ordeal.mesh.Mesh;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What faults work on in a run; one for all faults of the run, since they share what they hold down. */
public final class FaultEnvironment {
    private static final Pattern CLIENT = Pattern.compile("c\\d+");

    private final Optional<Cluster> cluster;
    private final Mesh mesh;
    private final RunClients clients;
    private final int concurrency;
    private final Optional<NodeHolds> holds;
    private final Optional<MemberChanges> changes;
    private final Terrain terrain;
    private final Primaries primaries;
    private final ShiftedClocks clocks;

    /**
     * The environment of a run.
     *
     * @param cluster the run's cluster; empty if the target lives inside this JVM
     * @param mesh {@link Mesh#none} if there is no network
     * @param clients of the run
     * @param concurrency workers of the run: c0 to c(concurrency − 1) are their names in the mesh
     */
    public FaultEnvironment(Optional<Cluster> cluster, Mesh mesh, RunClients clients, int concurrency) {
        this.cluster = cluster;
        this.mesh = mesh;
        this.clients = clients;
        this.concurrency = concurrency;
        holds = cluster.map(NodeHolds::new);
        changes = cluster.flatMap(running ->
                running.description().membership().map(membership -> new MemberChanges(running, membership, holds())));
        ClusterDescription description = cluster.map(Cluster::description).orElseGet(ClusterDescription::none);
        terrain = new Terrain(
                Topology.of(description, concurrency),
                cluster.map(Cluster::kind),
                mesh.links(),
                mesh.framedLinks(),
                mesh.refusal(new Breakage.Blackhole()),
                description.primaryFinder().isPresent(),
                Terrain.keepers(description),
                Terrain.crews(description),
                description.membership().isPresent(),
                Terrain.reserves(description),
                cluster.flatMap(running -> Terrain.noDisks(running.kind())),
                clients.abilities(),
                description.refusedFaults());
        primaries = new Primaries(cluster);
        clocks = new ShiftedClocks(this::processes);
    }

    /** The processes of a node, or of a worker's client; empty where there are none on this machine. */
    private Optional<ProcessFamily> processes(String member) {
        return CLIENT.matcher(member).matches()
                ? clients.stepping().map(those -> those.processes(Integer.parseInt(member.substring(1))))
                : cluster.flatMap(running -> running.processes(member));
    }

    /** The run's cluster; empty if the target lives inside this JVM. */
    public Optional<Cluster> cluster() {
        return cluster;
    }

    public Mesh mesh() {
        return mesh;
    }

    /** The clients of the run, to be frozen. */
    public ClientFreezer freezer() {
        return clients.freezer();
    }

    /** The clients of the run, if they are processes of their own; empty if they live inside this JVM. */
    public Optional<SteppingClients> stepping() {
        return clients.stepping();
    }

    /** After so long without a word from a client whatever it holds is another's; empty if nothing ends by silence. */
    public Optional<Duration> lease() {
        return clients.lease();
    }

    /** Workers of the run: c0 to c(concurrency − 1) are their names in the mesh. */
    public int concurrency() {
        return concurrency;
    }

    /** Who is there; no hosts if the target lives inside this JVM. */
    public Topology topology() {
        return terrain.topology();
    }

    /** What faults find here. */
    public Terrain terrain() {
        return terrain;
    }

    public Primaries primaries() {
        return primaries;
    }

    /** Which faults have made whose clocks wrong. */
    public ShiftedClocks clocks() {
        return clocks;
    }

    /**
     * Which nodes are held down by which faults.
     *
     * @throws IllegalStateException the target lives inside this JVM
     */
    public NodeHolds holds() {
        return holds.orElseThrow(() -> new IllegalStateException("the target lives inside this JVM: it has no nodes"));
    }

    /**
     * Who joins and leaves.
     *
     * @throws IllegalStateException the members of this system can't change
     */
    public MemberChanges changes() {
        return changes.orElseThrow(() -> new IllegalStateException("the members of this system can't change"));
    }

    private static void healDisks(Cluster cluster, Failures failures) {
        for (NodeSpec node : cluster.description().nodes()) {
            cluster.memory(node.name()).ifPresent(memory -> failures.attempt(memory::release));
            cluster.writes(node.name()).ifPresent(writes -> failures.attempt(writes::release));
            cluster.disk(node.name()).ifPresent(disk -> {
                failures.attempt(disk::thaw);
                failures.attempt(disk::makeRoom);
                failures.attempt(() -> {
                    if (disk.isDead()) {
                        cluster.kill(node.name());
                        disk.revive();
                    }
                });
            });
        }
    }

    /**
     * Heals everything, whichever fault did it, and starts nodes that ended by themselves. Goes on past failures;
     * idempotent.
     *
     * @return the nodes that run again
     */
    public Set<String> healAll() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        failures.attempt(clients.freezer()::thawAll);
        clients.stepping().ifPresent(those -> those.killer().end());
        failures.attempt(clocks::releaseAll);
        failures.attempt(mesh::healAll);
        cluster.ifPresent(servers -> healDisks(servers, failures));
        holds.ifPresent(held -> {
            failures.attempt(() -> back.addAll(held.releaseAll()));
            failures.attempt(() -> back.addAll(held.revive()));
        });
        changes.ifPresent(those -> failures.attempt(() -> back.addAll(those.restore())));
        failures.throwFirst();
        return back;
    }
}
