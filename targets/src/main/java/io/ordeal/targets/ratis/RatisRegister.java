package io.ordeal.targets.ratis;

import io.ordeal.workload.register.CasRegisterClient;
import java.util.OptionalLong;

/** Registers in what the servers agree on. */
final class RatisRegister implements CasRegisterClient {
    private final RatisConnection ratis;
    private final ReadMode mode;

    /** @param mode of reads */
    RatisRegister(RatisConnection ratis, ReadMode mode) {
        this.ratis = ratis;
        this.mode = mode;
    }

    /** What asks for a register. */
    static String query(String key) {
        return "get " + key;
    }

    /** What sets a register. */
    static String command(String key, long value) {
        return "set " + key + " " + value;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        String value = ratis.read(mode, query(key));
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }

    @Override
    public void write(String key, long value) throws Exception {
        String unused = ratis.change(command(key, value));
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        return Boolean.parseBoolean(ratis.change("cas " + key + " " + expected + " " + value));
    }
}
