package io.ordeal.store;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.schedule.Drawing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run is done.
 *
 * @param time of the main phase, before everything is healed and the last reads are made
 * @param rate operations a second that are begun, all workers together; 0 = as fast as they can
 * @param concurrency workers, ≥ 1
 * @param faultInterval mean time that a fault lasts, and that passes until the next
 * @param operationTimeout after which an operation's outcome is unknown
 * @param cluster where nodes run
 * @param endpoints {@code host:port} of a system that already runs, for {@link ClusterKind#ENDPOINT}
 * @param keys locks or registers in use at once; 0 = the workload's own number
 * @param operationsPerKey after so many operations another register takes a register's place
 * @param toxiproxy {@code host:port} of a Toxiproxy server's API to be used instead of the embedded one
 * @param drawing in which way faults are drawn
 * @param pace how fast operations come in the course of the run
 * @param stopOnViolation whether the main phase ends at the first violation that no later event can undo
 * @param clients where clients live that are written in Java
 */
public record RunOptions(
        Duration time,
        double rate,
        int concurrency,
        Duration faultInterval,
        Duration operationTimeout,
        ClusterKind cluster,
        List<String> endpoints,
        int keys,
        int operationsPerKey,
        Optional<String> toxiproxy,
        Drawing drawing,
        Pace pace,
        boolean stopOnViolation,
        ClientPlace clients) {
    public static final RunOptions DEFAULT = new RunOptions(
            Duration.ofSeconds(30),
            200,
            10,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            ClusterKind.PROCESS,
            List.of(),
            0,
            200,
            Optional.empty(),
            Drawing.PLAIN,
            Pace.STEADY,
            false,
            ClientPlace.IN_JVM);

    /** One that is drawn plainly, at a steady pace, to its end, of clients inside this JVM. */
    public RunOptions(
            Duration time,
            double rate,
            int concurrency,
            Duration faultInterval,
            Duration operationTimeout,
            ClusterKind cluster,
            List<String> endpoints,
            int keys,
            int operationsPerKey,
            Optional<String> toxiproxy) {
        this(
                time,
                rate,
                concurrency,
                faultInterval,
                operationTimeout,
                cluster,
                endpoints,
                keys,
                operationsPerKey,
                toxiproxy,
                Drawing.PLAIN,
                Pace.STEADY,
                false,
                ClientPlace.IN_JVM);
    }

    public RunOptions {
        endpoints = List.copyOf(endpoints);
        requirePositive("--time", time);
        requirePositive("--fault-interval", faultInterval);
        requirePositive("--operation-timeout", operationTimeout);
        if (concurrency < 1 || concurrency > 1000) {
            throw new IllegalArgumentException("--concurrency takes 1 to 1000 workers, not " + concurrency);
        }
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("--rate takes operations a second, 0 for no limit, not " + rate);
        }
        if (keys < 0 || operationsPerKey < 1) {
            throw new IllegalArgumentException("--keys is not negative and --operations-per-key at least 1, not " + keys
                    + " and " + operationsPerKey);
        }
    }

    /** The same, but with nodes running elsewhere. */
    public RunOptions withCluster(ClusterKind kind) {
        return with(time, kind, drawing, pace, stopOnViolation, clients);
    }

    /** The same against a system that already runs, {@code host:port} a node. */
    public RunOptions withEndpoints(List<String> running) {
        return new RunOptions(
                time,
                rate,
                concurrency,
                faultInterval,
                operationTimeout,
                ClusterKind.ENDPOINT,
                running,
                keys,
                operationsPerKey,
                toxiproxy,
                drawing,
                pace,
                stopOnViolation,
                clients);
    }

    /** The same, with so many workers. */
    public RunOptions withConcurrency(int workers) {
        return new RunOptions(
                time,
                rate,
                workers,
                faultInterval,
                operationTimeout,
                cluster,
                endpoints,
                keys,
                operationsPerKey,
                toxiproxy,
                drawing,
                pace,
                stopOnViolation,
                clients);
    }

    /** The same, with so many locks or registers in use at once. */
    public RunOptions withKeys(int inUse) {
        return new RunOptions(
                time,
                rate,
                concurrency,
                faultInterval,
                operationTimeout,
                cluster,
                endpoints,
                inUse,
                operationsPerKey,
                toxiproxy,
                drawing,
                pace,
                stopOnViolation,
                clients);
    }

    /** The same, whose faults last, and stay away, for another time on average. */
    public RunOptions withFaultInterval(Duration mean) {
        return new RunOptions(
                time,
                rate,
                concurrency,
                mean,
                operationTimeout,
                cluster,
                endpoints,
                keys,
                operationsPerKey,
                toxiproxy,
                drawing,
                pace,
                stopOnViolation,
                clients);
    }

    /** The same, whose main phase is of another length. */
    public RunOptions withTime(Duration other) {
        return with(other, cluster, drawing, pace, stopOnViolation, clients);
    }

    /** The same, with faults drawn in another way, and at another pace. */
    public RunOptions withDrawing(Drawing other, Pace at) {
        return with(time, cluster, other, at, stopOnViolation, clients);
    }

    /** The same, whose main phase ends at the first violation, or does not. */
    public RunOptions withStopOnViolation(boolean stops) {
        return with(time, cluster, drawing, pace, stops, clients);
    }

    /** The same, with clients that live elsewhere. */
    public RunOptions withClients(ClientPlace place) {
        return with(time, cluster, drawing, pace, stopOnViolation, place);
    }

    private RunOptions with(
            Duration length, ClusterKind kind, Drawing other, Pace at, boolean stops, ClientPlace place) {
        return new RunOptions(
                length,
                rate,
                concurrency,
                faultInterval,
                operationTimeout,
                kind,
                endpoints,
                keys,
                operationsPerKey,
                toxiproxy,
                other,
                at,
                stops,
                place);
    }

    private static void requirePositive(String option, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(option + " takes a duration above 0, such as 10s, not " + duration);
        }
    }
}
