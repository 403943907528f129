package io.ordeal.targets.hdfs;

import java.lang.reflect.Field;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table in which Hadoop looks names of nodes up before it asks the system. It has one for all of a JVM, and each worker finds
 * another link under a name: so this one answers by who asks, a thread that calls Hadoop or one that was begun in such a call.
 */
final class CallersHosts extends AbstractMap<String, String> {
    private static final InheritableThreadLocal<Map<String, String>> HOSTS = new InheritableThreadLocal<>() {
        @Override
        protected Map<String, String> initialValue() {
            return Map.of();
        }
    };

    private CallersHosts() {}

    /** Puts it in the place of a class' own. */
    static void answerFor(Class<?> netUtils) {
        try {
            Field table = netUtils.getDeclaredField("hostToResolved");
            table.setAccessible(true);
            table.set(null, new CallersHosts());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Hadoop looks names up elsewhere: another version?", e);
        }
    }

    /** From now on this thread, and those that it begins, find these. */
    static void set(Map<String, String> hosts) {
        HOSTS.set(hosts);
    }

    @Override
    public @Nullable String get(Object host) {
        return HOSTS.get().get(host);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return HOSTS.get().entrySet();
    }
}
