package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Members of etcd by its cluster API (etcd, Runtime reconfiguration): one that is to come is added as a learner, which has no
 * vote, before it is started, and is promoted once it has caught up.
 *
 * <p>Members refuse all that while one of them was not heard of for some seconds, as it is soon after a restart.
 */
final class EtcdMembership implements Membership {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Those with a vote. */
    @Override
    public Set<String> members(Cluster cluster) throws Exception {
        Set<String> voters = new TreeSet<>();
        listed(cluster).forEach((node, known) -> {
            if (!known.path("isLearner").asBoolean()) {
                voters.add(node);
            }
        });
        return voters;
    }

    @Override
    public void announce(Cluster cluster, String node) throws Exception {
        if (!listed(cluster).containsKey(node)) {
            ObjectNode request = EtcdJson.object();
            request.putArray("peerURLs").add(url(cluster, node));
            request.put("isLearner", true);
            ask(cluster, node, EtcdCall.MEMBER_ADD, request);
        }
    }

    /** Refused until it is in sync with its leader. */
    @Override
    public void admit(Cluster cluster, String node) throws Exception {
        JsonNode known = listed(cluster).get(node);
        if (known == null) {
            throw new IOException(node + " was not announced");
        }
        if (known.path("isLearner").asBoolean()) {
            ask(cluster, node, EtcdCall.MEMBER_PROMOTE, id(known));
        }
    }

    @Override
    public void dismiss(Cluster cluster, String node) throws Exception {
        JsonNode known = listed(cluster).get(node);
        if (known != null) {
            ask(cluster, node, EtcdCall.MEMBER_REMOVE, id(known));
        }
    }

    private static ObjectNode id(JsonNode member) {
        return EtcdJson.object().put("ID", member.path("ID").asText());
    }

    /** By their addresses, as one that has not been started yet has no name. */
    private static Map<String, JsonNode> listed(Cluster cluster) throws Exception {
        JsonNode answer =
                ask(cluster, "", EtcdCall.MEMBER_LIST, EtcdJson.object().put("linearizable", true));
        Map<String, JsonNode> listed = new LinkedHashMap<>();
        for (JsonNode member : answer.path("members")) {
            for (NodeSpec node : cluster.description().nodes()) {
                if (url(cluster, node.name())
                        .equals(member.path("peerURLs").path(0).asText())) {
                    listed.put(node.name(), member);
                }
            }
        }
        if (listed.isEmpty()) {
            throw new IOException("expected members of known addresses, found: " + answer);
        }
        return listed;
    }

    private static String url(Cluster cluster, String node) {
        return EtcdServer.url(cluster.announced(node, EtcdServer.PEER_PORT).orElseThrow());
    }

    /**
     * Asks one member after the other until one answers; but not the one that it is about.
     *
     * @throws Exception none does; or, the first that does refuses
     */
    private static JsonNode ask(Cluster cluster, String about, EtcdCall call, JsonNode request) throws Exception {
        IOException silence =
                new IOException("no member of " + cluster.members().now() + " answers");
        for (String node : cluster.members().now()) {
            if (node.equals(about) || cluster.state(node) != Cluster.State.RUNNING) {
                continue;
            }
            try {
                return EtcdAdmin.gateway(cluster, node, LIMIT).call(call, request);
            } catch (IOException unanswered) {
                silence.addSuppressed(unanswered);
            }
        }
        throw silence;
    }
}
