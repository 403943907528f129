package io.ordeal.targets.parts;

import io.ordeal.cluster.NodeEnvironment;
import java.util.stream.Collectors;

/**
 * Where a server in Java finds each node by its name, where addressing is {@link
 * io.ordeal.cluster.ServerProgram.Addressing#NAMED}: a file of hosts of its own, which leads to each by its own link.
 */
public final class HostsFile {
    /** Of the file in the folder of the configuration. */
    public static final String NAME = "hosts";

    private HostsFile() {}

    /**
     * The file: all that may ever be members, this node at the host at which it listens.
     *
     * @param port one for nodes; all lead to the same hosts
     */
    public static String of(NodeEnvironment environment, String port) {
        return environment.nodes().stream()
                .map(node ->
                        (node.equals(environment.node()) ? environment.listen(port) : environment.reach(node, port))
                                        .getHostString()
                                + " " + node + "\n")
                .collect(Collectors.joining());
    }

    /** The JVM's option, by which it asks nobody else for names. */
    public static String option(NodeEnvironment environment) {
        return "-Djdk.net.hosts.file=" + environment.configFolder() + "/" + NAME;
    }
}
