package io.ordeal.targets.ratis.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.TimeDuration;

/**
 * A server of Ratis that clients ask by HTTP. What is the leader's it hands on to who leads, as far as it knows: once, by the
 * transport of Ratis' own client, without what retries above it.
 *
 * <pre>
 *   POST /change             a command of {@link AgreedState}, in the body
 *   POST /read/linearizable  a query: by this server, which asks the leader how far it must have come, who asks a majority
 *   POST /read/leader        by who believes that it leads
 *   POST /read/stale         by this server, as it is
 *   GET  /status             leader, or other; who leads, - where it knows none; Ratis' version
 * </pre>
 *
 * <p>What was done is answered with 200; else with 503, the name of Ratis' exception, a colon and what it says.
 */
public final class RatisNode {
    private static final RaftGroupId GROUP =
            RaftGroupId.valueOf(UUID.nameUUIDFromBytes("ordeal".getBytes(StandardCharsets.UTF_8)));

    /** Before those of the peers. */
    private static final int ARGUMENTS = 4;

    private static final TimeDuration SHORTEST_ELECTION = TimeDuration.valueOf(1, TimeUnit.SECONDS);
    private static final TimeDuration LONGEST_ELECTION = TimeDuration.valueOf(2, TimeUnit.SECONDS);
    private static final TimeDuration PATIENCE = TimeDuration.valueOf(3, TimeUnit.SECONDS);

    private static final int DONE = 200;
    private static final int NOT_DONE = 503;

    private final RaftPeerId self;
    private final RaftServer server;
    private final RaftClientRpc others;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    private RatisNode(RaftPeerId self, RaftServer server, RaftClientRpc others) {
        this.self = self;
        this.server = server;
        this.others = others;
    }

    /**
     * Starts the server.
     *
     * @param arguments name, folder of what it keeps, where to listen for clients, where for servers, and of each server, this
     *     one among them, {@code name=host:port} as it is known to all; addresses as {@code host:port}
     */
    public static void main(String[] arguments) throws Exception {
        RaftPeerId self = RaftPeerId.valueOf(arguments[0]);
        List<RaftPeer> peers = new ArrayList<>();
        for (String argument : List.of(arguments).subList(ARGUMENTS, arguments.length)) {
            String[] peer = argument.split("=", 2);
            peers.add(RaftPeer.newBuilder().setId(peer[0]).setAddress(peer[1]).build());
        }
        RaftGroup group = RaftGroup.valueOf(GROUP, peers);
        Path folder = Path.of(arguments[1]);
        RaftProperties properties = properties(folder, address(arguments[3]));
        RaftServer server = RaftServer.newBuilder()
                .setServerId(self)
                .setGroup(group)
                .setStateMachineRegistry(any -> new AgreedState())
                .setOption(
                        Files.exists(folder.resolve(GROUP.getUuid().toString()))
                                ? RaftStorage.StartupOption.RECOVER
                                : RaftStorage.StartupOption.FORMAT)
                .setProperties(properties)
                .setParameters(new Parameters())
                .build();
        server.start();
        RaftClientRpc others = RaftClient.newBuilder()
                .setRaftGroup(group)
                .setProperties(properties)
                .build()
                .getClientRpc();
        new RatisNode(self, server, others).listen(address(arguments[2]));
    }

    private static RaftProperties properties(Path folder, InetSocketAddress address) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(folder.toFile()));
        GrpcConfigKeys.Server.setHost(properties, address.getHostString());
        GrpcConfigKeys.Server.setPort(properties, address.getPort());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, SHORTEST_ELECTION);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, LONGEST_ELECTION);
        RaftServerConfigKeys.Rpc.setRequestTimeout(properties, PATIENCE);
        RaftClientConfigKeys.Rpc.setRequestTimeout(properties, PATIENCE);
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        RaftServerConfigKeys.Read.setTimeout(properties, PATIENCE);
        return properties;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private void listen(InetSocketAddress address) throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", this::answer);
        http.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = DONE;
        String text;
        try {
            text = path.equals("/status") ? status() : ask(path, body);
        } catch (Exception notDone) {
            status = NOT_DONE;
            text = notDone.getClass().getSimpleName() + ": " + notDone.getMessage();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private DivisionInfo info() throws IOException {
        return server.getDivision(GROUP).getInfo();
    }

    private String status() throws IOException {
        RaftPeerId leader = info().getLeaderId();
        String role = info().isLeader() && info().isLeaderReady() ? "leader" : "other";
        return role + " " + (leader == null ? "-" : leader) + " "
                + RaftServer.class.getPackage().getImplementationVersion();
    }

    private String ask(String path, String body) throws IOException {
        switch (path) {
            case "/change":
                return send(leader(), RaftClientRequest.writeRequestType(), body);
            case "/read/linearizable":
                return send(self, RaftClientRequest.readRequestType(), body);
            case "/read/leader":
                return send(leader(), RaftClientRequest.readRequestType(true), body);
            case "/read/stale":
                return send(self, RaftClientRequest.staleReadRequestType(0), body);
            default:
                throw new IllegalArgumentException("no such path: " + path);
        }
    }

    private RaftPeerId leader() throws IOException {
        RaftPeerId leader = info().getLeaderId();
        if (leader == null) {
            throw new NoLeaderException();
        }
        return leader;
    }

    private String send(RaftPeerId to, RaftClientRequest.Type type, String text) throws IOException {
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(to)
                .setGroupId(GROUP)
                .setCallId(calls.incrementAndGet())
                .setMessage(Message.valueOf(text))
                .setType(type)
                .build();
        RaftClientReply reply = to.equals(self) ? server.submitClientRequest(request) : handOn(to, request);
        if (!reply.isSuccess()) {
            throw reply.getException();
        }
        return reply.getMessage().getContent().toStringUtf8();
    }

    private RaftClientReply handOn(RaftPeerId to, RaftClientRequest request) throws IOException {
        try {
            return others.sendRequest(request);
        } catch (IOException failed) {
            // the next call has a connection of its own, rather than wait until this one is tried again
            boolean unused = others.handleException(to, failed, true);
            throw failed;
        }
    }

    /** Nothing was sent to anybody. */
    private static final class NoLeaderException extends IOException {
        private static final long serialVersionUID = 1;

        NoLeaderException() {
            super("this server knows none");
        }
    }
}
