package {{package}};

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a server starts, with which command, and when it is up: put yours here. */
final class BackendNode implements ServerProgram {
    static final String PORT = "client";

    @Override
    public Software software() {
        return new Software("{{name}} 1", "{{name}}:1", "{{name}}:1", cache -> Map.of());
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 7000, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    /** Called before each start, also after a kill; what is in the data folder survives. */
    @Override
    public Launch launch(NodeEnvironment environment) throws URISyntaxException {
        InetSocketAddress here = environment.listen(PORT);
        return Launch.of(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(BackendServer.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
                BackendServer.class.getName(),
                here.getHostString(),
                Integer.toString(here.getPort()),
                environment.dataFolder()));
    }

    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        InetSocketAddress address = cluster.direct(node, PORT);
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        }
    }
}
