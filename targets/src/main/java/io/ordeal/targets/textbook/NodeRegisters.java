package io.ordeal.targets.textbook;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.RegisterClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Registers as a process has them: it asks the node that is its own. Where that one says that another leads, it asks the
 * leader, and so does the next write.
 */
final class NodeRegisters implements RegisterClient {
    private final Map<String, NodeConnection> nodes = new LinkedHashMap<>();
    private final String home;
    private String writer;

    NodeRegisters(ClientContext context) {
        Duration timeout = context.operationTimeout().multipliedBy(2).dividedBy(5);
        for (String node : context.nodes()) {
            nodes.put(node, new NodeConnection(context.endpoint(node, NodeProgram.CLIENT_PORT), timeout));
        }
        home = context.homeNode();
        writer = home;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        List<String> words = askFrom(home, Message.of(Requests.READ, key)).words();
        return words.size() == 1 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words.get(1)));
    }

    @Override
    public void write(String key, long value) throws Exception {
        String asked = writer;
        // whoever led may be gone: unless it answers, the next write asks at home who does
        writer = home;
        Message unused = askFrom(asked, Message.of(Requests.WRITE, key, Long.toString(value)));
        writer = writer.equals(home) ? asked : writer;
    }

    /** Asks a node, and the one that it says leads, if it does; what a node refuses for that it has not done. */
    private Message askFrom(String node, Message request) throws Exception {
        Message answer = connection(node).answer(request);
        if (answer.verb().equals(NodeError.NOT_LEADER.word()) && nodes.containsKey(answer.word(1))) {
            String leader = answer.word(1);
            writer = leader;
            return connection(leader).ask(request);
        }
        if (!answer.verb().equals(NodeError.OK)) {
            throw NodeError.exception(answer);
        }
        return answer;
    }

    private NodeConnection connection(String node) throws DefiniteFailure {
        NodeConnection connection = nodes.get(node);
        if (connection == null) {
            throw new DefiniteFailure("there is no node " + node + " to ask");
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        nodes.values().forEach(NodeConnection::close);
    }
}
