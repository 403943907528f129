package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.fault.FaultEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How wrong a clock was at a moment: by what its server says when it is asked the time, or, where it tells nobody or does
 * not answer, by the memory of its process.
 *
 * @param errorNanos positive if it was ahead
 * @param isWrong whether it was certainly not right: a server's answer tells this only beyond the time that asking took
 * @param by {@code server} or {@code memory}
 */
record ClockReading(long errorNanos, boolean isWrong, String by) {
    /** For the history. */
    Map<String, Object> told() {
        return Map.of("error-millis", Duration.ofNanos(errorNanos).toMillis(), "by", by);
    }

    /** The time of day by this JVM's clock, which nobody shifts, since 1970. */
    static long trueNanos() {
        return nanos(Instant.now());
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /**
     * Reads the clock of a node or a client.
     *
     * @return empty if it doesn't live
     */
    static Optional<ClockReading> of(FaultEnvironment environment, String member) throws IOException {
        OptionalLong inMemory = environment.clocks().errorNanos(member, trueNanos());
        if (inMemory.isEmpty()) {
            return Optional.empty();
        }
        long written = inMemory.getAsLong();
        ClockReading byMemory = new ClockReading(written, written != 0, "memory");
        Optional<ClockReading> byServer =
                environment.cluster().flatMap(cluster -> ofServer(cluster, member, Math.abs(written)));
        return Optional.of(byServer.orElse(byMemory));
    }

    /** What a server says; nothing if it was asked for so long that it can't tell the error from the time that it took. */
    private static Optional<ClockReading> ofServer(Cluster cluster, String member, long sizeNanos) {
        Optional<NodeSpec> node = cluster.description().nodes().stream()
                .filter(spec -> spec.name().equals(member))
                .findFirst();
        if (node.isEmpty() || cluster.state(member) != Cluster.State.RUNNING) {
            return Optional.empty();
        }
        try {
            long before = trueNanos();
            Optional<Instant> answer = node.get().program().clock(cluster, member);
            long after = trueNanos();
            return answer.map(ClockReading::nanos)
                    .map(said -> between(said - after, said - before))
                    .filter(reading -> reading.isWrong || sizeNanos > after - before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            // it does not answer: other faults are at work
            return Optional.empty();
        }
    }

    private static ClockReading between(long least, long most) {
        return new ClockReading(least + (most - least) / 2, least > 0 || most < 0, "server");
    }
}
