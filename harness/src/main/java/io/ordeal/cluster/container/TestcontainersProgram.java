package io.ordeal.cluster.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Software;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.images.builder.Transferable;

/**
 * A server that a container of Testcontainers' describes.
 *
 * <p>What a module adds to its container, it adds in methods that only it and the library may call. They are called here by
 * reflection, as the library itself would in {@code start}: there is no other way to learn what would be started.
 */
final class TestcontainersProgram implements ContainerProgram {
    /** What a module may do once its container has a place in Docker's network, which here it never has. */
    private static final List<String> AFTER_THE_START = List.of("containerIsStarting", "containerIsStarted");

    private final String node;
    private final Supplier<GenericContainer<?>> containers;
    private final List<Port> ports;
    private final Software software;

    /** @param told what some of the ports are called, and who connects to them */
    TestcontainersProgram(String node, Supplier<GenericContainer<?>> containers, List<Port> told) {
        this.node = node;
        this.containers = containers;
        GenericContainer<?> container = configured();
        refuseWhatComesAfterTheStart(container.getClass());
        String image = image(container);
        software = new Software(product(image), new ServerImage(image), cache -> Map.of());
        ports = ports(container, told);
    }

    private static String product(String image) {
        String name = image.replaceFirst("@.*$", "");
        int tag = name.lastIndexOf(':');
        String plain = tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
        return plain.substring(plain.lastIndexOf('/') + 1)
                + (tag > name.lastIndexOf('/') ? " " + name.substring(tag + 1) : "");
    }

    private List<Port> ports(GenericContainer<?> container, List<Port> told) {
        List<Port> all = new ArrayList<>(told);
        for (Integer number : container.getExposedPorts()) {
            if (told.stream().noneMatch(port -> port.number() == number)) {
                all.add(new Port("port-" + number, number, Port.Users.BOTH));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the container of node " + node
                    + " exposes no port, and so nobody could reach it: withExposedPorts(…) on it, or with(new Port(…)) on the"
                    + " nodes");
        }
        return all;
    }

    private void refuseWhatComesAfterTheStart(Class<?> type) {
        for (Class<?> at = type; at != GenericContainer.class && at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (AFTER_THE_START.contains(method.getName()) && !method.isBridge()) {
                    throw new IllegalArgumentException("the container of node " + node + " is a " + type.getName()
                            + ", which goes on by itself when it has started (" + method.getName()
                            + " of " + at.getSimpleName()
                            + "), with a port that Docker gives it; here its ports are its own:"
                            + " take a GenericContainer of the image");
                }
            }
        }
    }

    /** As it would be when it starts itself. */
    private GenericContainer<?> configured() {
        GenericContainer<?> container = containers.get();
        if (container.getContainerId() != null) {
            throw new IllegalArgumentException("the container of node " + node
                    + " runs already, and would be reached past all links: hand over one that was not started");
        }
        call(GenericContainer.class, "configure", container);
        return container;
    }

    private static String image(GenericContainer<?> container) {
        return String.valueOf(call(RemoteDockerImage.class, "getImageName", container.getImage()));
    }

    private static @Nullable Object call(Class<?> owner, String name, Object on, Object... arguments) {
        try {
            for (Method method : owner.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    method.setAccessible(true);
                    return method.invoke(on, arguments);
                }
            }
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(owner.getSimpleName() + "." + name + " failed", thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new IllegalStateException("this version of Testcontainers has no " + owner.getSimpleName() + "." + name
                + ", without which a container can't be a node; 2.0 has it");
    }

    @Override
    public Software software() {
        return software;
    }

    @Override
    public List<Port> ports() {
        return ports;
    }

    @Override
    public void describe(CreateContainerCmd create) {
        GenericContainer<?> container = configured();
        call(GenericContainer.class, "applyConfiguration", container, create);
        // what would need a network of its own
        create.withAliases(List.of());
    }

    @Override
    @SuppressWarnings("deprecation") // the library has no other way to tell what it would copy
    public Map<String, Transferable> copied() {
        GenericContainer<?> container = configured();
        Map<String, Transferable> copied = new LinkedHashMap<>();
        container.getCopyToFileContainerPathMap().forEach((file, path) -> copied.put(path, file));
        if (call(GenericContainer.class, "getCopyToTransferableContainerPathMap", container)
                instanceof Map<?, ?> more) {
            more.forEach((content, path) -> {
                if (content instanceof Transferable transferable) {
                    copied.put(String.valueOf(path), transferable);
                }
            });
        }
        return copied;
    }

    @Override
    public List<String> hostNames() {
        return containers.get().getNetworkAliases().stream()
                .filter(alias -> !alias.startsWith("tc-"))
                .toList();
    }

    /** By its own way of waiting, which asks the node round all links. */
    @Override
    public boolean isUp(Cluster cluster, String name) {
        if (!(cluster instanceof ContainerCluster containers)) {
            throw new IllegalStateException("node " + name + " runs in a container or nowhere");
        }
        WaitStrategy strategy = (WaitStrategy) call(GenericContainer.class, "getWaitStrategy", configured());
        if (strategy == null) {
            return true;
        }
        strategy.waitUntilReady(new WaitedFor(containers, name, ports));
        return true;
    }
}
