package io.ordeal.cluster;

import java.util.List;
import java.util.Map;

/**
 * How a server starts.
 *
 * @param command program and arguments
 * @param environment variables beside those of every node
 * @param files by name within {@link NodeEnvironment#configFolder}; written anew before every start
 * @param initialFiles likewise, but written only if they do not exist: the server rewrites them, as Redis' sentinels do
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Map<String, String> files,
        Map<String, String> initialFiles) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        initialFiles = Map.copyOf(initialFiles);
    }

    public static Launch of(List<String> command, Map<String, String> files) {
        return new Launch(command, Map.of(), files, Map.of());
    }
}
