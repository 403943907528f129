package io.ordeal.cli;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.software.ChosenVersions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** {@code --version} and {@code --software}: which servers are run, where they are to be had in several versions. */
final class VersionOptions {
    @Option(
            names = "--version",
            split = ",",
            paramLabel = "V|NAME=V",
            description = "Run servers of another version, such as 3.9.3 or zookeeper=3.9.3; fetched once. Those tried:"
                    + " ./ordeal list targets NAME.")
    private List<String> versions = new ArrayList<>();

    @Option(
            names = "--software",
            split = ",",
            paramLabel = "NAME=PATH",
            description = "Run a server from a path of yours, such as zookeeper=/opt/zookeeper/lib.")
    private List<String> software = new ArrayList<>();

    boolean isEmpty() {
        return versions.isEmpty() && software.isEmpty();
    }

    /** What is asked for, as it was typed, but with paths from the root. */
    List<String> texts() {
        return Stream.concat(versions.stream(), software.stream().map(VersionOptions::absolute))
                .toList();
    }

    /**
     * By product, of one cluster.
     *
     * @param endpoints at which it runs already; none if it is started
     * @throws UsageException a name is none of its software's, or a version is not to be had, or it runs already
     */
    Map<String, String> of(ClusterDescription cluster, List<String> endpoints) {
        if (!isEmpty() && !endpoints.isEmpty()) {
            throw new UsageException(
                    "a system given by --endpoint has the versions that it has: leave out --version and"
                            + " --software");
        }
        try {
            return ChosenVersions.parse(texts(), cluster);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    private static String absolute(String nameAndPath) {
        int equals = nameAndPath.indexOf('=');
        if (equals < 0) {
            throw new UsageException(
                    "--software: expected NAME=PATH, such as zookeeper=/opt/zookeeper/lib, found: " + nameAndPath);
        }
        Path path = Path.of(nameAndPath.substring(equals + 1)).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new UsageException("--software: there is no " + path);
        }
        return nameAndPath.substring(0, equals + 1) + path;
    }
}
