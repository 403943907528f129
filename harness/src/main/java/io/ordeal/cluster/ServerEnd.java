package io.ordeal.cluster;

import java.util.List;

/**
 * A server that was up and ended by itself: nothing that the harness did asked for it.
 *
 * @param node where it ran
 * @param server what it was, with its version
 * @param exitCode as the shell has it, 128 + the signal's number if one killed it; {@code unknown} if nobody knows
 * @param log where its log is, from the run's folder
 * @param lastLines of its log, without control characters
 */
public record ServerEnd(String node, String server, String exitCode, String log, List<String> lastLines) {
    public ServerEnd {
        lastLines = List.copyOf(lastLines);
    }
}
