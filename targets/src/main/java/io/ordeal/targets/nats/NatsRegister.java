package io.ordeal.targets.nats;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.CasRegisterClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Registers as keys of a bucket. */
final class NatsRegister implements CasRegisterClient {
    private static final int NOT_FOUND = 404;

    private final NatsClient nats;
    private final boolean direct;

    /** @param direct whether whichever replica is nearest answers reads, as buckets have it; else the leader */
    NatsRegister(NatsClient nats, boolean direct) {
        this.nats = nats;
        this.direct = direct;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return direct
                ? nats.read(stream -> readDirect(stream, key))
                : last(key).map(message -> OptionalLong.of(value(message))).orElse(OptionalLong.empty());
    }

    private static OptionalLong readDirect(JetStream stream, String key) throws IOException, NatsException {
        NatsMessage message = stream.direct(NatsCluster.REGISTERS, subject(key));
        if (message.status() == NOT_FOUND) {
            return OptionalLong.empty();
        }
        if (message.status() != 0) {
            throw new NatsException(message.status(), "no answer but a status");
        }
        return OptionalLong.of(Long.parseLong(message.text()));
    }

    private Optional<JsonNode> last(String key) throws DefiniteFailure {
        return nats.read(stream -> stream.last(NatsCluster.REGISTERS, subject(key)));
    }

    private static long value(JsonNode message) {
        byte[] content = Base64.getDecoder().decode(message.path("data").asText());
        return Long.parseLong(new String(content, StandardCharsets.UTF_8));
    }

    private static String subject(String key) {
        return NatsCluster.KEYS_OF_REGISTERS + key;
    }

    @Override
    public void write(String key, long value) throws Exception {
        nats.publish(subject(key), "", Long.toString(value));
    }

    /** Reads it with its revision, and writes if that is still the last: so another's write in between is a failure. */
    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        Optional<JsonNode> last = last(key);
        if (last.isEmpty() || value(last.get()) != expected) {
            return false;
        }
        nats.publish(subject(key), NatsCluster.expecting(last.get().path("seq").asLong()), Long.toString(value));
        return true;
    }

    @Override
    public void close() {
        nats.close();
    }
}
