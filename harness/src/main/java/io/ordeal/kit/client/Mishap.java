package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.trial.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What befalls a client while it does one operation, on the real backend, by the links that faults break in trials. */
public enum Mishap {
    CONNECTION_REFUSED("its connections are ended, and new ones refused") {
        @Override
        Answer during(Scene scene) throws Exception {
            return scene.broken(scene.bothWays(), new Breakage.Cut());
        }
    },
    RESET_BEFORE_REQUEST("its connections are reset, and no byte of the request reaches a server") {
        @Override
        Answer during(Scene scene) throws Exception {
            return scene.broken(scene.toServers(), new Breakage.Reset(Duration.ZERO));
        }
    },
    /** A reset waits for a byte that it can swallow: here the answer's first. */
    RESET_AFTER_REQUEST("its connections are reset when a server has the request, and before the answer is there") {
        @Override
        Answer during(Scene scene) throws Exception {
            return scene.broken(scene.fromServers(), new Breakage.Reset(Duration.ZERO));
        }
    },
    NO_ANSWER("the request reaches a server, and no answer comes back") {
        @Override
        Answer during(Scene scene) throws Exception {
            return scene.broken(scene.fromServers(), new Breakage.Hold());
        }
    },
    SERVER_STOPPED("the servers are stopped, and started again") {
        @Override
        Answer during(Scene scene) throws Exception {
            return scene.withoutServers();
        }

        @Override
        Optional<String> cannotWith(Cluster cluster) {
            return cluster.kind() == ClusterKind.ENDPOINT
                    ? Optional.of("the servers are not the harness' own, and can't be stopped")
                    : Optional.empty();
        }
    };

    private final String sentence;

    Mishap(String sentence) {
        this.sentence = sentence;
    }

    /** What happens to the client, as a sentence goes on after {@code while}. */
    public String sentence() {
        return sentence;
    }

    /** Whether a server gets the request all the same. */
    boolean reachesServers() {
        return this == RESET_AFTER_REQUEST || this == NO_ANSWER;
    }

    abstract Answer during(Scene scene) throws Exception;

    Optional<String> cannotWith(Cluster cluster) {
        return Optional.empty();
    }

    /** Why it can't befall a client of this target; empty if it can. */
    public Optional<String> refusal(Bench bench) {
        if (bench.cluster().isEmpty()) {
            return Optional.of("the target lives inside this JVM: there is no connection to break");
        }
        Cluster cluster = bench.cluster().get();
        if (Scene.links(cluster, Manners.TRIED).isEmpty()) {
            return Optional.of("the clients have no links to the nodes");
        }
        return cannotWith(cluster);
    }

    /** A client at its operation, and its surroundings. */
    record Scene(Cluster cluster, Caller caller, Invocation invocation) {
        static Set<Link> links(Cluster cluster, int worker) {
            return cluster.mesh().links().stream()
                    .filter(link -> link.from().equals("c" + worker))
                    .collect(Collectors.toSet());
        }

        List<Mesh.Way> toServers() {
            return links(cluster, caller.worker()).stream()
                    .map(link -> new Mesh.Way(link.from(), link.to()))
                    .toList();
        }

        List<Mesh.Way> fromServers() {
            return toServers().stream().map(Mesh.Way::back).toList();
        }

        List<Mesh.Way> bothWays() {
            return Stream.concat(toServers().stream(), fromServers().stream()).toList();
        }

        Answer broken(List<Mesh.Way> ways, Breakage breakage) throws Exception {
            cluster.mesh().breakWays(ways, breakage);
            return caller.ask(invocation);
        }

        /** From now on no answer comes. */
        void cutOff() throws Exception {
            cluster.mesh().breakWays(fromServers(), new Breakage.Hold());
        }

        Answer withoutServers() throws Exception {
            for (NodeSpec node : cluster.description().nodes()) {
                cluster.kill(node.name());
            }
            return caller.ask(invocation);
        }

        /** All is as it was before; idempotent. */
        void mend() throws Exception {
            cluster.mesh().healAll();
            for (NodeSpec node : cluster.description().nodes()) {
                if (cluster.state(node.name()) == Cluster.State.KILLED) {
                    cluster.start(node.name());
                }
            }
        }
    }
}
