package io.ordeal.cluster;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the end of a node's server that nobody asked for: the log, and whoever wants to know. Thread-safe. */
public final class EndWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

    private volatile Consumer<ServerEnd> listener = end -> {};

    /** From now on this one is told, in the place of any other. */
    public void tell(Consumer<ServerEnd> newListener) {
        listener = newListener;
    }

    /** A server has ended. To be called without any lock: the listener may write to files. */
    public void ended(ClusterNode node, String exitCode) {
        ServerEnd end = new ServerEnd(
                node.name(),
                node.program().software().name(),
                exitCode,
                "nodes/" + node.name() + "/" + node.log().getFileName(),
                LogTail.lastLines(node.log()));
        LOG.warn(
                "{} on node {} ended by itself, exit code {}; {}",
                end.server(),
                end.node(),
                exitCode,
                LogTail.describe(node.log()));
        listener.accept(end);
    }
}
