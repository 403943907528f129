package io.ordeal.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server that is a shell script, for what matters about any: that it runs, has children, ends, writes a log.
 *
 * @param script what it does; {@code $1} is its data folder, the others the ports it was given
 */
record ShellServer(String script, List<Port> ports) implements ServerProgram {
    /** Becomes up, and stays so; has a child in its session, one with a session of its own, and a grandchild. */
    static final String WITH_CHILDREN = """
            sleep 1000 &
            setsid sleep 1001 &
            sh -c 'sleep 1002 & wait' &
            echo up >"$1/up"
            wait
            """;

    static ShellServer running(String script) {
        return new ShellServer(script, List.of());
    }

    @Override
    public Software software() {
        return new Software("shell 1", cache -> Map.of());
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) throws Exception {
        Files.deleteIfExists(Path.of(environment.dataFolder(), "up"));
        List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "server"));
        command.add(environment.dataFolder());
        ports.forEach(port ->
                command.add(Integer.toString(environment.listen(port.name()).getPort())));
        return Launch.of(command).withFile("given.txt", "for " + environment.node());
    }

    @Override
    public boolean isUp(Cluster cluster, String node) {
        return Files.exists(
                ((ProcessCluster) cluster).log(node).resolveSibling("data").resolve("up"));
    }
}
