package io.ordeal.targets.hdfs;

import io.ordeal.targets.parts.JarsApart;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hadoop's classes, called by their names: loaded from jars of their own, they know of the JDK and of one library of the harness'
 * alone, by which they log. They are loaded once, as they have threads that never end.
 *
 * @param loader which has loaded them
 * @param hosts what names mean to whoever calls them, by those names
 */
record Hadoop(ClassLoader loader, Map<String, String> hosts) {
    private static final String PACKAGE = "org.apache.hadoop.";

    private static final Map<Class<?>, Class<?>> BOXES =
            Map.of(boolean.class, Boolean.class, int.class, Integer.class, long.class, Long.class);

    private static final String LOGGING = "org.slf4j.";

    private static final Map<List<Path>, ClassLoader> LOADED = new ConcurrentHashMap<>();

    /**
     * Those of some jars.
     *
     * @param hosts what names mean to whoever calls them: addresses, by those names
     */
    static Hadoop of(List<Path> classPath, Map<String, String> hosts) {
        return new Hadoop(LOADED.computeIfAbsent(List.copyOf(classPath), Hadoop::load), Map.copyOf(hosts));
    }

    private static ClassLoader load(List<Path> classPath) {
        ClassLoader loader = JarsApart.load(classPath, new Logging());
        CallersHosts.answerFor(new Hadoop(loader, Map.of()).type("net.NetUtils").type());
        return loader;
    }

    /** The JDK, and what the harness logs by. */
    private static final class Logging extends ClassLoader {
        Logging() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(LOGGING)) {
                return Hadoop.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /**
     * One of them.
     *
     * @param name without what all begin with, such as {@code fs.Path}
     */
    Type type(String name) {
        try {
            return new Type(Class.forName(PACKAGE + name, true, loader), this);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Hadoop has no " + PACKAGE + name + ": another version?", e);
        }
    }

    /**
     * A class of Hadoop's. What its methods throw is an {@link IOException}, their own or with theirs as its cause.
     *
     * @param hadoop by whose loader its methods look for more classes, as the one of the thread's context, and whose hosts they find
     */
    record Type(Class<?> type, Hadoop hadoop) {
        /** A new object. */
        Object make(Object... arguments) throws IOException {
            return did(() -> fitting(List.of(type.getConstructors()), arguments).newInstance(arguments));
        }

        /** Calls a method of an object of this class. */
        Object call(Object target, String method, Object... arguments) throws IOException {
            return did(() -> method(method, arguments).invoke(target, arguments));
        }

        /** Calls a static method. */
        Object callStatic(String method, Object... arguments) throws IOException {
            return did(() -> method(method, arguments).invoke(null, arguments));
        }

        private Method method(String name, Object... arguments) {
            return fitting(
                    Stream.of(type.getMethods())
                            .filter(method -> method.getName().equals(name) && !method.isBridge())
                            .toList(),
                    arguments);
        }

        private <E extends Executable> E fitting(List<? extends E> all, Object... arguments) {
            for (E each : all) {
                if (fits(each.getParameterTypes(), arguments)) {
                    return each;
                }
            }
            throw new IllegalStateException(
                    type.getName() + " has nothing that takes " + List.of(arguments) + ": another version?");
        }

        private static boolean fits(Class<?>[] parameters, Object... arguments) {
            if (parameters.length != arguments.length) {
                return false;
            }
            for (int i = 0; i < parameters.length; i++) {
                if (!BOXES.getOrDefault(parameters[i], parameters[i]).isInstance(arguments[i])) {
                    return false;
                }
            }
            return true;
        }

        private Object did(Reflective call) throws IOException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(hadoop.loader);
            CallersHosts.set(hadoop.hosts);
            try {
                @Nullable Object result = call.run();
                return result == null ? "nothing" : result;
            } catch (InvocationTargetException thrown) {
                Throwable cause = thrown.getCause();
                if (cause instanceof IOException own) {
                    throw own;
                }
                if (cause instanceof Error error) {
                    throw error;
                }
                throw new IOException(String.valueOf(cause), cause);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Hadoop does not let itself be called so: another version?", e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @FunctionalInterface
    private interface Reflective {
        @Nullable
        Object run() throws ReflectiveOperationException;
    }
}
