package io.ordeal.targets.etcd;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * By jetcd, as it comes: it sends a call again where the connection broke, and tells what the second was answered. Of a commit
 * that was done the first time that is that something has changed.
 */
final class JetcdGuardedStore implements GuardedStore {
    private final BiFunction<String, List<List<String>>, List<String>> calls;
    private final AutoCloseable client;

    private JetcdGuardedStore(BiFunction<String, List<List<String>>, List<String>> calls, AutoCloseable client) {
        this.calls = calls;
        this.client = client;
    }

    /** Connects to the members when it is first asked for something, to each by the process' own link. */
    @SuppressWarnings("unchecked") // the class is ours, compiled apart
    static JetcdGuardedStore open(JetcdSoftware jetcd, ClientContext context) throws Exception {
        List<String> members = EtcdCluster.MEMBERS.stream()
                .map(node -> EtcdServer.url(context.endpoint(node, EtcdServer.CLIENT_PORT)))
                .toList();
        Duration limit = context.operationTimeout().dividedBy(2);
        Object store = jetcd.store().getConstructor(List.class, Long.class).newInstance(members, limit.toMillis());
        return new JetcdGuardedStore(
                (BiFunction<String, List<List<String>>, List<String>>) store, (AutoCloseable) store);
    }

    @Override
    public Found read(String key) throws DefiniteFailure {
        try {
            List<String> found = calls.apply("read", List.of(List.of(key)));
            return found.isEmpty() ? Found.NOTHING : new Found(Optional.of(found.get(0)), Long.parseLong(found.get(1)));
        } catch (UncheckedIOException failed) {
            throw new DefiniteFailure("nothing was read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public boolean commit(Map<String, Long> revisions, Map<String, String> writes) {
        List<String> conditions = new ArrayList<>();
        revisions.forEach((key, revision) -> conditions.addAll(List.of(key, Long.toString(revision))));
        List<String> puts = new ArrayList<>();
        writes.forEach((key, value) -> puts.addAll(List.of(key, value)));
        return Boolean.parseBoolean(
                calls.apply("commit", List.of(conditions, puts)).get(0));
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
