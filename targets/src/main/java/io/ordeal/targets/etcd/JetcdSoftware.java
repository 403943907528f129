package io.ordeal.targets.etcd;

import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.ClientSoftware;
import io.ordeal.targets.parts.JarsApart;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * jetcd, etcd's client for Java, fetched when it is first run: some forty jars, 17 MB, in a class loader of their own. What is
 * called there is called by a class of ours that is compiled against it then.
 */
final class JetcdSoftware {
    private static final String PRODUCT = "jetcd";
    private static final String STORE = "io.ordeal.targets.etcd.jetcd.JetcdStore";
    private static final CompiledSource CALLS =
            new CompiledSource(JetcdSoftware.class, List.of("jetcd/JetcdStore.java"));

    private final ClientSoftware jars;
    private @Nullable Class<?> store;

    JetcdSoftware(String version) {
        jars = new ClientSoftware(JavaServer.compiled(
                PRODUCT,
                CALLS,
                JavaServer.fetched(
                        PRODUCT,
                        version,
                        List.of("io.etcd:jetcd-core:" + version, "org.slf4j:slf4j-nop:2.0.13"),
                        List.of())));
    }

    /** The class by which it is called, loaded once. */
    Class<?> store() throws Exception {
        return load(jars.jars());
    }

    private synchronized Class<?> load(List<Path> classPath) throws ClassNotFoundException {
        if (store == null) {
            store = Class.forName(STORE, true, JarsApart.load(classPath));
        }
        return store;
    }
}
