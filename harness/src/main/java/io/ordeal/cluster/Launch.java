package io.ordeal.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server starts.
 *
 * <pre>{@code
 * Launch.of(List.of(environment.installed("redis-server"), environment.configFolder() + "/redis.conf"))
 *     .withInitialFile("redis.conf", text);
 * }</pre>
 *
 * @param command program and arguments; none = what a container's image starts by itself
 * @param environment variables beside those of every node
 * @param files by name within {@link NodeEnvironment#configFolder}; written anew before every start
 * @param initialFiles likewise, but written only if they do not exist: the server rewrites them, as Redis' sentinels do
 * @param dataFiles by name within {@link NodeEnvironment#dataFolder}; written only if they do not exist, as ZooKeeper's
 *     {@code myid}
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Map<String, String> files,
        Map<String, String> initialFiles,
        Map<String, String> dataFiles) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        initialFiles = Map.copyOf(initialFiles);
        dataFiles = Map.copyOf(dataFiles);
    }

    public static Launch of(List<String> command) {
        return new Launch(command, Map.of(), Map.of(), Map.of(), Map.of());
    }

    public Launch withVariable(String name, String value) {
        return new Launch(command, with(environment, name, value), files, initialFiles, dataFiles);
    }

    public Launch withFile(String name, String text) {
        return new Launch(command, environment, with(files, name, text), initialFiles, dataFiles);
    }

    public Launch withInitialFile(String name, String text) {
        return new Launch(command, environment, files, with(initialFiles, name, text), dataFiles);
    }

    public Launch withDataFile(String name, String text) {
        return new Launch(command, environment, files, initialFiles, with(dataFiles, name, text));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
