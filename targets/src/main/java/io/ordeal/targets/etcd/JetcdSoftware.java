package io.ordeal.targets.etcd;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.Software;
import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
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
        // it outlives the run: its threads may
        return Class.forName(STORE, true, new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader()));
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

    private static URL[] urls(List<Path> classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IOException(path + " can't be on a class path", e);
            }
        }
        return urls.toArray(URL[]::new);
    }
}
