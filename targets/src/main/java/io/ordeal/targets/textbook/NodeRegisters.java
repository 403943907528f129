package io.ordeal.targets.textbook;

import io.ordeal.client.ClientContext;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registers as a process has them: it asks the node that is its own. Where that one says that another leads, it asks the
 * leader, and so does the next write.
 */
final class NodeRegisters implements RegisterClient {
    private final ClientContext context;
    private final Duration timeout;
    private final Map<String, NodeConnection> connections = new ConcurrentHashMap<>();
    /** Whom the next write is asked of; empty for the node at home. */
    private String leader = "";

    private volatile boolean closed;

    NodeRegisters(ClientContext context) {
        this.context = context;
        timeout = context.operationTimeout().multipliedBy(2).dividedBy(5);
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        List<String> words =
                askFrom(context.homeNode(), Message.of(Requests.READ, key)).words();
        return words.size() == 1 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words.get(1)));
    }

    @Override
    public void write(String key, long value) throws Exception {
        String asked = leader.isEmpty() ? context.homeNode() : leader;
        // whoever led may be gone: unless it answers, the next write asks at home who does
        leader = "";
        Message unused = askFrom(asked, Message.of(Requests.WRITE, key, Long.toString(value)));
        if (leader.isEmpty()) {
            leader = asked.equals(context.homeNode()) ? "" : asked;
        }
    }

    /** Asks a node, and the one that it says leads, if it does; what a node refuses for that it has not done. */
    private Message askFrom(String node, Message request) throws Exception {
        Message answer = connection(node).answer(request);
        if (answer.verb().equals(NodeError.NOT_LEADER.word()) && context.nodes().contains(answer.word(1))) {
            Message done = connection(answer.word(1)).ask(request);
            leader = answer.word(1);
            return done;
        }
        if (!answer.verb().equals(NodeError.OK)) {
            throw NodeError.exception(answer);
        }
        return answer;
    }

    private NodeConnection connection(String node) {
        NodeConnection connection = connections.computeIfAbsent(
                node, name -> new NodeConnection(context.endpoint(name, NodeProgram.CLIENT_PORT), timeout));
        if (closed) {
            // by an operation that was given up, on a thread that was left behind
            connection.close();
        }
        return connection;
    }

    @Override
    public void close() {
        closed = true;
        connections.values().forEach(NodeConnection::close);
    }
}
