package io.ordeal.workload.register;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Draw;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.parts.UntilAllOk;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which register an operation is on: so many are in use at once, and each is given up for a fresh one in time; the reads
 * of all of them in the end, and the demand that goes with these.
 */
final class RegisterKeys {
    /** Longer than a client takes to find a server again that has just come back. */
    private static final Duration EACH_CLIENT_AT_MOST = Duration.ofSeconds(10);

    private static final String PREFIX = "r";

    private final int inUse;
    private final long operationsPerWorker;
    private final AtomicLong end = new AtomicLong();

    RegisterKeys(WorkloadOptions options) {
        inUse = options.keys();
        long together = (long) options.keys() * options.operationsPerKey();
        operationsPerWorker = Math.max(1, together / options.concurrency());
    }

    String draw(Draw draw) {
        long generation = draw.count() / operationsPerWorker;
        return name(generation * inUse + draw.random().nextInt(inUse));
    }

    /** The same operations, drawn or recorded; the register of each is noted. */
    Generator noting(Generator operations) {
        return Generators.map(
                invocation -> {
                    keyOf(invocation.value()).forEach(key -> used(String.valueOf(key)));
                    return invocation;
                },
                operations);
    }

    private void used(String name) {
        end.accumulateAndGet(number(name) + 1, Math::max);
    }

    private static long number(Object name) {
        return Long.parseLong(String.valueOf(name).substring(PREFIX.length()));
    }

    /** Recorded operations once more on other registers: those behind the recorded ones, and so on. */
    static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream()
                        .flatMap(invocation -> keyOf(invocation.value()).stream())
                        .mapToLong(RegisterKeys::number)
                        .max()
                        .orElse(0)
                + 1;
        return (round, invocation) -> {
            List<?> pair = (List<?>) Objects.requireNonNull(invocation.value());
            String key = name(number(Objects.requireNonNull(pair.get(0))) + round * apart);
            return new Invocation(invocation.f(), RegisterOperations.keyed(key, pair.get(1)));
        };
    }

    /**
     * Reads of all registers that were used, each until it is ok; then the same by every client for itself, as what is lost
     * may be lost on one server alone, and only those who ask that one learn of it. Clients whose server does not come back
     * are not waited for any longer than {@link #EACH_CLIENT_AT_MOST}.
     */
    Generator lastReads() {
        return Generators.phases(
                readsOfAll(), Generators.timeLimit(EACH_CLIENT_AT_MOST, Generators.eachThread(readsOfAll())));
    }

    private Generator readsOfAll() {
        return UntilAllOk.of(() -> LongStream.range(0, end.get())
                .mapToObj(number -> new Invocation("read", RegisterOperations.keyed(name(number), null)))
                .toList());
    }

    private static String name(long number) {
        return PREFIX + number;
    }

    /** Every register that was written, or set, was read in the end: without that, nobody knows what became of that. */
    static Requirement readInTheEnd() {
        return Requirement.readInTheEnd(
                "registers",
                (history, i) -> history.f(i).equals("read") ? List.of() : keyOf(history.value(i)),
                (history, i) -> history.f(i).equals("read") ? keyOf(history.value(i)) : List.of());
    }

    private static Collection<?> keyOf(@Nullable Object value) {
        return value instanceof List<?> pair && !pair.isEmpty()
                ? List.of(Objects.requireNonNull(pair.get(0)))
                : List.of();
    }
}
