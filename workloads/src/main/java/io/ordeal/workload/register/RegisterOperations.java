package io.ordeal.workload.register;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.workload.ServedOperation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code read}, {@code write} and, where the client can, {@code cas}; values are {@code [key value]}. */
final class RegisterOperations implements Client {
    static final ServedOperation SERVED_READ = new ServedOperation(
            "read", keyed("r0", null), keyed("r0", 3L), "reads a register; null where nothing was written");
    static final ServedOperation SERVED_WRITE =
            new ServedOperation("write", keyed("r0", 3L), keyed("r0", 3L), "writes a register");
    static final ServedOperation SERVED_CAS = new ServedOperation(
            "cas",
            keyed("r0", List.of(3L, 4L)),
            keyed("r0", List.of(3L, 4L)),
            "writes the second value if the register has the first; fails if it has another");

    private final RegisterClient registers;

    RegisterOperations(RegisterClient registers) {
        this.registers = registers;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        List<?> pair = pair(invocation.value(), invocation);
        if (!(pair.get(0) instanceof String key)) {
            throw malformed(invocation);
        }
        switch (invocation.f()) {
            case "read" -> {
                OptionalLong value = registers.read(key);
                return Completion.ok(keyed(key, value.isPresent() ? value.getAsLong() : null));
            }
            case "write" -> {
                registers.write(key, number(pair.get(1), invocation));
                return Completion.ok(invocation.value());
            }
            case "cas" -> {
                List<?> values = pair(pair.get(1), invocation);
                boolean replaced = ((CasRegisterClient) registers)
                        .compareAndSet(key, number(values.get(0), invocation), number(values.get(1), invocation));
                return replaced
                        ? Completion.ok(invocation.value())
                        : Completion.fail(invocation.value(), "another value was there");
            }
            default -> throw new DefiniteFailure("a register is read, written and set, not: " + invocation.f());
        }
    }

    @Override
    public void close() throws Exception {
        registers.close();
    }

    /** {@code [key value]}, where the value may be nil. */
    static List<@Nullable Object> keyed(String key, @Nullable Object value) {
        return Collections.unmodifiableList(Arrays.asList(key, value));
    }

    private static List<?> pair(@Nullable Object value, Invocation invocation) {
        if (value instanceof List<?> list && list.size() == 2) {
            return list;
        }
        throw malformed(invocation);
    }

    private static long number(@Nullable Object value, Invocation invocation) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw malformed(invocation);
    }

    private static IllegalArgumentException malformed(Invocation invocation) {
        return new IllegalArgumentException("expected a value such as [\"r1\" nil], [\"r1\" 3] or [\"r1\" [3 4]] for :"
                + invocation.f() + ", found " + invocation.value());
    }
}
