package io.ordeal.kit;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.workload.register.RegisterClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers inside this JVM to which each write is done once, as by an idempotency key, however often it is repeated. */
final class OnceRegisters implements Target {
    @Override
    public String name() {
        return "once-registers";
    }

    @Override
    public String summary() {
        return "registers inside this JVM that do nothing twice";
    }

    @Override
    public ClusterDescription cluster() {
        return ClusterDescription.none();
    }

    @Override
    public List<Expectation> expectations() {
        return List.of();
    }

    @Override
    public ClientFactories newClients() {
        Map<String, Long> values = new HashMap<>();
        Set<String> done = new HashSet<>();
        return ClientFactories.of(RegisterClient.class, context -> new RegisterClient() {
            @Override
            public OptionalLong read(String key) {
                synchronized (values) {
                    @Nullable Long value = values.get(key);
                    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
                }
            }

            @Override
            public void write(String key, long value) {
                synchronized (values) {
                    if (done.add(key + " " + value)) {
                        values.put(key, value);
                    }
                }
            }
        });
    }
}
