package io.ordeal.mesh;

import io.ordeal.toxiproxy.MessageFault;
import io.ordeal.toxiproxy.MessageWork;
import io.ordeal.toxiproxy.ProxyTraffic;
import io.ordeal.toxiproxy.ToxicWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts what one break does, toxic by toxic, as far as the proxy server counts. For one thread. */
final class Effects {
    /**
     * What was done.
     *
     * @param amount empty if nobody counts it
     */
    record Effect(String measure, OptionalLong amount) {}

    private record Placed(String proxy, String toxic) {}

    private final ProxyServer server;
    private final Breakage breakage;
    private final List<Placed> toxics = new ArrayList<>();
    private Optional<MessageFault> fault = Optional.empty();
    private long connectionsCut;

    /** Whether something was done that nobody has counted. */
    private boolean uncounted;

    Effects(ProxyServer server, Breakage breakage) {
        this.server = server;
        this.breakage = breakage;
    }

    void placed(String proxy, String toxic) {
        toxics.add(new Placed(proxy, toxic));
    }

    /** What is done is a fault's of messages. */
    void of(MessageFault messages) {
        fault = Optional.of(messages);
    }

    /** What was done to messages; empty if something else is. */
    Optional<MessageWork> messages() {
        return fault.map(MessageFault::work);
    }

    /** Cuts a leg, and counts the connections that this ended. That others are refused from now on, nobody sees. */
    void cutting(Leg leg, Failures.Step cut) throws Exception {
        Optional<ProxyTraffic> before = server.traffic(leg.proxy().getName());
        cut.run();
        Optional<ProxyTraffic> after = server.traffic(leg.proxy().getName());
        if (before.isPresent() && after.isPresent()) {
            connectionsCut += after.get().cutConnections() - before.get().cutConnections();
        } else {
            uncounted = true;
        }
    }

    /** What was done until now. */
    Effect now() {
        if (fault.isPresent()) {
            return counted(amount(fault.get()));
        }
        if (breakage instanceof Breakage.Cut) {
            // where there was no connection to cut, clients may still have been refused
            return connectionsCut == 0 || uncounted ? uncounted() : counted(connectionsCut);
        }
        long amount = 0;
        long keptOut = 0;
        for (Placed placed : toxics) {
            Optional<ToxicWork> work = server.work(placed.proxy(), placed.toxic());
            if (work.isEmpty()) {
                return uncounted();
            }
            amount += amount(work.get());
            keptOut += work.get().keptOutConnections();
        }
        return amount == 0 && keptOut > 0
                ? new Effect(Breakage.Blackhole.KEPT_OUT, OptionalLong.of(keptOut))
                : counted(toUnit(amount));
    }

    private Effect counted(long amount) {
        return new Effect(breakage.measure(), OptionalLong.of(amount));
    }

    private Effect uncounted() {
        return new Effect(breakage.measure(), OptionalLong.empty());
    }

    private static long amount(MessageFault messages) {
        MessageWork work = messages.work();
        return switch (messages.rule().act()) {
            case HOLD -> work.heldBytes();
            case REPEAT -> work.repeated();
            case REORDER -> work.reordered();
        };
    }

    private long amount(ToxicWork work) {
        if (breakage instanceof Breakage.Hold || breakage instanceof Breakage.Blackhole) {
            return work.bytes();
        }
        if (breakage instanceof Breakage.Drop) {
            return work.droppedBytes();
        }
        if (breakage instanceof Breakage.Latency) {
            return work.reads();
        }
        if (breakage instanceof Breakage.Bandwidth) {
            return work.waitedNanos();
        }
        if (breakage instanceof Breakage.Reset) {
            return work.endedConnections();
        }
        if (breakage instanceof Breakage.SlowClose) {
            return work.endings();
        }
        if (breakage instanceof Breakage.Slices) {
            return work.cuts();
        }
        throw new IllegalArgumentException("no toxic does this: " + breakage);
    }

    /** Waiting is summed up in nanoseconds, and told in milliseconds. */
    private long toUnit(long amount) {
        return breakage instanceof Breakage.Bandwidth ? amount / 1_000_000 : amount;
    }
}
