package io.ordeal.targets.jvm;

import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Registers inside this JVM, shared by the clients of a run. */
final class JvmRegisters {
    /** What is wrong with the registers, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** Now and then a read returns the value before the last one. */
        STALE_READ,
        /** Now and then what was set is acknowledged and forgotten, as if another had written over it. */
        LOST_UPDATE
    }

    /** The flaw shows in one operation of so many. */
    private static final int EVERY = 7;

    private final Flaw flaw;
    private final Map<String, OptionalLong> values = new HashMap<>();
    private final Map<String, OptionalLong> valuesBefore = new HashMap<>();
    private int operations;

    private JvmRegisters(Flaw flaw) {
        this.flaw = flaw;
    }

    /** The clients of a run. */
    static ClientFactories clients(Flaw flaw) {
        JvmRegisters registers = new JvmRegisters(flaw);
        return ClientFactories.of(RegisterClient.class, context -> registers.client())
                .and(CasRegisterClient.class, context -> registers.client());
    }

    private CasRegisterClient client() {
        return new CasRegisterClient() {
            @Override
            public OptionalLong read(String key) {
                return JvmRegisters.this.read(key);
            }

            @Override
            public void write(String key, long value) {
                JvmRegisters.this.write(key, value);
            }

            @Override
            public boolean compareAndSet(String key, long expected, long value) {
                return JvmRegisters.this.compareAndSet(key, expected, value);
            }
        };
    }

    private synchronized OptionalLong read(String key) {
        boolean stale = shows(Flaw.STALE_READ);
        return (stale ? valuesBefore : values).getOrDefault(key, OptionalLong.empty());
    }

    private synchronized void write(String key, long value) {
        if (!shows(Flaw.LOST_UPDATE)) {
            valuesBefore.put(key, values.getOrDefault(key, OptionalLong.empty()));
            values.put(key, OptionalLong.of(value));
        }
    }

    private synchronized boolean compareAndSet(String key, long expected, long value) {
        OptionalLong now = values.getOrDefault(key, OptionalLong.empty());
        if (now.isEmpty() || now.getAsLong() != expected) {
            return false;
        }
        write(key, value);
        return true;
    }

    private boolean shows(Flaw asked) {
        return flaw == asked && ++operations % EVERY == 0;
    }
}
