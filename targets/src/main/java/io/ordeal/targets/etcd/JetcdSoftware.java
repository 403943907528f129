package io.ordeal.targets.etcd;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.Software;
import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.JarsApart;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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

    private final Software.Installer installer;

    /** Begun when the first client is opened, and gone on with when that was given up: to fetch takes longer than it may. */
    private final Supplier<CompletableFuture<Class<?>>> loaded = new Once();

    JetcdSoftware(String version) {
        installer = JavaServer.compiled(
                PRODUCT,
                CALLS,
                JavaServer.fetched(
                        PRODUCT,
                        version,
                        List.of("io.etcd:jetcd-core:" + version, "org.slf4j:slf4j-nop:2.0.13"),
                        List.of()));
    }

    /** The class by which it is called. */
    Class<?> store() throws Exception {
        return loaded.get().get();
    }

    private Class<?> load() throws Exception {
        List<Path> classPath =
                installer.install(ClusterSettings.userCache()).getOrDefault(JavaServer.CLASS_PATH, List.of());
        return Class.forName(STORE, true, JarsApart.load(classPath));
    }

    private final class Once implements Supplier<CompletableFuture<Class<?>>> {
        private @Nullable CompletableFuture<Class<?>> begun;

        @Override
        public synchronized CompletableFuture<Class<?>> get() {
            if (begun == null) {
                CompletableFuture<Class<?>> future = new CompletableFuture<>();
                Thread loading = new Thread(
                        () -> {
                            try {
                                future.complete(load());
                            } catch (Throwable failed) {
                                future.completeExceptionally(failed);
                            }
                        },
                        PRODUCT);
                loading.setDaemon(true);
                loading.start();
                begun = future;
            }
            return begun;
        }
    }
}
