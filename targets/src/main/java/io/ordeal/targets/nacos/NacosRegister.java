package io.ordeal.targets.nacos;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.CasRegisterClient;
import java.util.Optional;
import java.util.OptionalLong;

/** Registers as configurations of Nacos. */
final class NacosRegister implements CasRegisterClient {
    private final NacosConnection nacos;
    private final ReadFrom from;

    /** @param from of reads */
    NacosRegister(NacosConnection nacos, ReadFrom from) {
        this.nacos = nacos;
        this.from = from;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return nacos.read(key, from)
                .map(content -> OptionalLong.of(Long.parseLong(content)))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void write(String key, long value) throws Exception {
        nacos.change(server -> server.publish(key, Long.toString(value)));
    }

    /** Nacos compares by itself, but only where something is: that it is stays so, as nobody takes it away. */
    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        Optional<String> there = nacos.read(key, ReadFrom.DATABASE);
        if (there.isEmpty()) {
            return false;
        }
        try {
            nacos.change(server -> server.replace(key, Long.toString(expected), Long.toString(value)));
            return true;
        } catch (DefiniteFailure undone) {
            if (undone.getCause() instanceof NacosException answer && NacosError.of(answer) == NacosError.CONFLICT) {
                return false;
            }
            throw undone;
        }
    }
}
