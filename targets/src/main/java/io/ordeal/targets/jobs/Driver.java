package io.ordeal.targets.jobs;

import io.ordeal.targets.parts.JarsApart;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Who runs jobs: a class of ours that is compiled against the system's jars, and loaded with them, apart from the harness' own.
 * Both know of the JDK's types alone.
 */
final class Driver implements AutoCloseable {
    private final ClassLoader loader;
    private final BiFunction<String, List<Long>, Optional<String>> jobs;

    private Driver(ClassLoader loader, BiFunction<String, List<Long>, Optional<String>> jobs) {
        this.loader = loader;
        this.jobs = jobs;
    }

    /** Is told of steps, as {@link io.ordeal.client.ClientContext#step(String)} is. */
    interface Listener {
        void at(String step) throws InterruptedException;
    }

    /** Who was told of a step was interrupted. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException(InterruptedException cause) {
            super(cause);
        }
    }

    /**
     * A driver's class, with all that it is loaded with.
     *
     * @param classPath ours first
     */
    record Loaded(String driver, List<Path> classPath, ClassLoader loader) {
        /**
         * Begins to load what a driver will need, before it is known for whom: it takes longer than anybody waits for a client,
         * as each jar is checked.
         */
        static FutureTask<Loaded> begin(String driver, Callable<List<Path>> classPath) {
            FutureTask<Loaded> loading = new FutureTask<>(() -> load(driver, classPath.call()));
            Thread thread = new Thread(loading, "loading");
            thread.setDaemon(true);
            thread.start();
            return loading;
        }

        static Loaded load(String driver, List<Path> classPath) {
            ClassLoader loader = JarsApart.load(classPath);
            try {
                Class<?> unused = Class.forName(driver, true, loader);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("there is no " + driver + " on the driver's class path", e);
            }
            return new Loaded(driver, classPath, loader);
        }
    }

    /**
     * Makes it, and so connects it.
     *
     * @param listener is told where a job has got to, by the thread that runs it
     * @param of a class with a constructor of two maps, the system's settings and those of outputs, and of a consumer of steps
     */
    @SuppressWarnings("unchecked")
    static Driver open(Loaded of, Map<String, String> settings, Map<String, String> outputs, Listener listener)
            throws Exception {
        Consumer<String> steps = step -> {
            try {
                listener.at(step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException(e);
            }
        };
        return new Driver(of.loader(), within(of.loader(), () -> {
            Class<? extends BiFunction<String, List<Long>, Optional<String>>> type =
                    (Class<? extends BiFunction<String, List<Long>, Optional<String>>>)
                            Class.forName(of.driver(), true, of.loader()).asSubclass(BiFunction.class);
            return type.getConstructor(Map.class, Map.class, Consumer.class).newInstance(settings, outputs, steps);
        }));
    }

    /**
     * Runs a job.
     *
     * @return why it has failed, before it began to be committed; empty if it is done
     * @throws Exception nobody knows how far it came
     */
    Optional<String> run(Path output, List<Long> records) throws Exception {
        return within(loader, () -> jobs.apply(output.toString(), new ArrayList<>(records)));
    }

    @Override
    public void close() throws Exception {
        if (jobs instanceof AutoCloseable closeable) {
            within(loader, () -> {
                closeable.close();
                return true;
            });
        }
    }

    /** What is called looks for more classes by the loader of the thread's context. */
    private static <T> T within(ClassLoader loader, Call<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface Call<T> {
        T call() throws Exception;
    }
}
