package io.ordeal.cluster.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.ServerProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.images.builder.Transferable;

/**
 * A server whose container is made as somebody else describes it, with the image's own user, entrypoint and folders. It is
 * killed and started again as it is: what it wrote into its own files survives, as on a machine, and goes with the cluster.
 *
 * <p>It runs in containers alone. Its network is the node's, so that what it says of networks, published ports and its host's
 * name has no effect.
 */
public interface ContainerProgram extends ServerProgram {
    /** Says all of the container but its name, its labels and its network; called once for each node. */
    void describe(CreateContainerCmd create);

    /** What is copied into the container before its first start, by where it is there. */
    default Map<String, Transferable> copied() {
        return Map.of();
    }

    /** By which names other nodes know this one, beside the node's own. */
    default List<String> hostNames() {
        return List.of();
    }

    /** Nothing but what the container says. */
    @Override
    default Launch launch(NodeEnvironment environment) {
        return Launch.of(List.of());
    }

    @Override
    default Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    /** It has no folder of the node's: what it keeps is in the container. */
    @Override
    default boolean keepsData() {
        return true;
    }

    @Override
    default Optional<String> dataInContainer() {
        return Optional.empty();
    }
}
