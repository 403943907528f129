package io.ordeal.cluster;

import io.ordeal.cgroup.ControlGroup;
import io.ordeal.cgroup.Controller;
import io.ordeal.cgroup.Freezer;
import io.ordeal.cgroup.GroupWatch;
import io.ordeal.cgroup.MemoryLimit;
import io.ordeal.cgroup.WriteThrottle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups that a node's server is in from before it does anything: one to be frozen in where this machine lets
 * us, and those that faults of the run need. They outlive the server, and are there for the next.
 */
final class NodeGroups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeGroups.class);

    /** Two clusters of one process may have nodes of one name. */
    private static final AtomicLong MADE = new AtomicLong();

    private final Map<Controller, ControlGroup> groups = new EnumMap<>(Controller.class);
    /** One for all who ask, as it knows what was counted before it was squeezed. */
    private Optional<MemoryLimit> memory = Optional.empty();

    /** None at all: the server is stopped by signals, and nothing of it is limited. */
    static NodeGroups none() {
        return new NodeGroups();
    }

    /**
     * Makes a node's groups.
     *
     * @param needed that must be; a freezer is made beside them if it can be had
     * @throws IOException one of those can't be had; nothing is left of the others
     */
    static NodeGroups make(String node, Set<Controller> needed, GroupWatch watch) throws IOException {
        NodeGroups made = new NodeGroups();
        String name = Ownership.mine() + "-" + MADE.incrementAndGet() + "-" + node;
        try {
            for (Controller controller : Controller.values()) {
                if (needed.contains(controller)
                        || (controller == Controller.FREEZER
                                && controller.lacking().isEmpty())) {
                    made.groups.put(controller, ControlGroup.make(controller, name, watch));
                }
            }
            made.memory =
                    Optional.ofNullable(made.groups.get(Controller.MEMORY)).map(MemoryLimit::new);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /** Puts a process into all of them. */
    void add(long pid) throws IOException {
        for (ControlGroup group : groups.values()) {
            group.add(pid);
        }
    }

    /** Where the kernel shows them. */
    List<Path> folders() {
        return groups.values().stream().map(ControlGroup::folder).toList();
    }

    Optional<Freezer> freezer() {
        return Optional.ofNullable(groups.get(Controller.FREEZER)).map(Freezer::new);
    }

    Optional<MemoryLimit> memory() {
        return memory;
    }

    Optional<WriteThrottle> writes() {
        return Optional.ofNullable(groups.get(Controller.BLOCK_IO)).map(WriteThrottle::new);
    }

    /** Removes them; the server must have been killed. What can't be removed is left to the watchdog. */
    @Override
    public void close() {
        for (ControlGroup group : groups.values()) {
            try {
                group.close();
            } catch (IOException e) {
                LOG.warn("the control group {} could not be removed; the watchdog will", group.folder(), e);
            }
        }
        groups.clear();
    }
}
