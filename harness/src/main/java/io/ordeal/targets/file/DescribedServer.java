package io.ordeal.targets.file;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server as a file describes it.
 *
 * @param software its name and version, and its image if it has one
 * @param isFetched whether its command is told where its software lies
 * @param command program and arguments; none = what its image starts by itself
 * @param keepsData whether what is in its data folder survives a kill
 * @param dataInContainer where its image keeps its data, if it can't be told
 * @param hasWorkers whether its work is done by several processes
 * @param ready whether a node is up
 * @param logs where each node's last start begins in its log
 */
record DescribedServer(
        Software software,
        boolean isImage,
        boolean isFetched,
        List<Template> command,
        List<Port> ports,
        Map<String, Template> environment,
        Map<String, Template> files,
        boolean keepsData,
        Optional<String> dataInContainer,
        GracefulStop gracefulStop,
        Addressing addressing,
        boolean hasWorkers,
        Question ready,
        LogsSinceStart logs)
        implements ServerProgram {
    @Override
    public Launch launch(NodeEnvironment at) throws Exception {
        logs.begin(at.log());
        Place place = Place.starting(at, ports, isFetched);
        Launch launch = Launch.of(command.stream().map(word -> word.fill(place)).toList());
        for (Map.Entry<String, Template> variable : environment.entrySet()) {
            launch = launch.withVariable(variable.getKey(), variable.getValue().fill(place));
        }
        for (Map.Entry<String, Template> file : files.entrySet()) {
            launch = launch.withFile(file.getKey(), file.getValue().fill(place));
        }
        return launch;
    }

    /** As the file says, and somebody listens where clients will connect: else their operations would fail at first, or all. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws Exception {
        if (!ready.ask(cluster, node)) {
            return false;
        }
        for (Port port : ports) {
            if (port.users().includeClients()) {
                listens(cluster, node, port.name());
            }
        }
        return true;
    }

    private static void listens(Cluster cluster, String node, String port) throws Exception {
        try {
            new Question.Connects(port).ask(cluster, node);
        } catch (ConnectException nobody) {
            throw new IOException(
                    "it says that it is ready, but nobody listens at its port " + port + ", "
                            + cluster.direct(node, port) + ", to which clients are led: the server is told by {port:"
                            + port + "} where to listen",
                    nobody);
        }
    }

    /** The program that its command begins with; empty if it is an image's, or told only when it starts. */
    Optional<String> program() {
        return isImage ? Optional.empty() : command.stream().findFirst().flatMap(Template::plain);
    }
}
