package io.ordeal.targets.etcd.jetcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Txn;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What transactions ask of etcd, by jetcd as it comes. Called by nothing but what the JDK has, as it is loaded apart.
 *
 * <pre>
 *   read    [[KEY]]                          VALUE, REVISION of its last write; nothing where there is none
 *   commit  [[KEY, REVISION, …], [KEY, VALUE, …]]    true, or false where one has another revision
 * </pre>
 */
public final class JetcdStore implements BiFunction<String, List<List<String>>, List<String>>, AutoCloseable {
    /** It tells on standard error that it has no epoll. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.SEVERE);
    }

    private final Client client;
    private final KV store;
    private final long limitMillis;

    public JetcdStore(List<String> members, Long limitMillis) {
        client = Client.builder().endpoints(members.toArray(String[]::new)).build();
        store = client.getKVClient();
        this.limitMillis = limitMillis;
    }

    /** @throws UncheckedIOException there was no answer, or one that it failed */
    @Override
    public List<String> apply(String call, List<List<String>> arguments) {
        return call.equals("read")
                ? read(arguments.get(0).get(0))
                : List.of(Boolean.toString(commit(arguments.get(0), arguments.get(1))));
    }

    private List<String> read(String key) {
        GetResponse found = answer(store.get(bytes(key)));
        if (found.getKvs().isEmpty()) {
            return List.of();
        }
        KeyValue pair = found.getKvs().get(0);
        return List.of(pair.getValue().toString(StandardCharsets.UTF_8), Long.toString(pair.getModRevision()));
    }

    private boolean commit(List<String> revisions, List<String> writes) {
        Cmp[] conditions = new Cmp[revisions.size() / 2];
        Op[] reads = new Op[conditions.length];
        for (int i = 0; i < conditions.length; i++) {
            ByteSequence key = bytes(revisions.get(2 * i));
            conditions[i] = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(Long.parseLong(revisions.get(2 * i + 1))));
            reads[i] = Op.get(key, GetOption.DEFAULT);
        }
        Op[] puts = new Op[writes.size() / 2];
        for (int i = 0; i < puts.length; i++) {
            puts[i] = Op.put(bytes(writes.get(2 * i)), bytes(writes.get(2 * i + 1)), PutOption.DEFAULT);
        }
        Txn transaction = store.txn();
        // one without any operation is answered by the member alone
        return answer(transaction.If(conditions).Then(puts.length == 0 ? reads : puts).commit()).isSucceeded();
    }

    private <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(new IOException(String.valueOf(failed.getCause()), failed.getCause()));
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new UncheckedIOException(new IOException("no answer in time", late));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
