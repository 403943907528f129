package io.ordeal.targets.consul;

import io.ordeal.workload.register.CasRegisterClient;
import java.util.Optional;
import java.util.OptionalLong;

/** Registers as keys of Consul; what is compared before it is set is always read consistently. */
final class ConsulRegister implements CasRegisterClient {
    private final ConsulConnection consul;
    private final ReadMode mode;

    /** @param mode of reads */
    ConsulRegister(ConsulConnection consul, ReadMode mode) {
        this.consul = consul;
        this.mode = mode;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return consul.read(key, mode)
                .map(entry -> OptionalLong.of(Long.parseLong(entry.value())))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void write(String key, long value) throws Exception {
        if (!consul.change("/v1/kv/" + key, Long.toString(value)).asBoolean()) {
            throw new IllegalStateException("Consul says that it has not written what nothing stood in the way of");
        }
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        Optional<ConsulHttp.Entry> now = consul.read(key, ReadMode.CONSISTENT);
        if (now.isEmpty() || Long.parseLong(now.get().value()) != expected) {
            return false;
        }
        return consul.change("/v1/kv/" + key + "?cas=" + now.get().modifyIndex(), Long.toString(value))
                .asBoolean();
    }
}
