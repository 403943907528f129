package io.ordeal.mesh;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.ordeal.toxiproxy.Direction;
import io.ordeal.toxiproxy.DirectionTraffic;
import io.ordeal.toxiproxy.MessageFault;
import io.ordeal.toxiproxy.MessageWork;
import io.ordeal.toxiproxy.ProxyTraffic;
import io.ordeal.toxiproxy.ToxiproxyServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A break made of toxics and cuts. What it undoes is noted as it is done, so that half a break can be healed too. */
final class ToxicBreak implements Mesh.Break {
    /** One direction of one proxy. */
    record Lane(Leg leg, ToxicDirection direction) {}

    private final ProxyServer server;
    private final List<Lane> lanes;
    private final Breakage breakage;
    private final Runnable onHealed;
    private final Effects effects;
    private final Deque<Failures.Step> undo = new ArrayDeque<>();
    private final Map<String, Object> done = new LinkedHashMap<>();
    private final Map<String, Object> outcome = new LinkedHashMap<>();
    private final Optional<Sums> before;
    /** What it came to, once it is taken back. */
    private Optional<Effects.Effect> inTheEnd = Optional.empty();

    private boolean healed;

    ToxicBreak(ProxyServer server, List<Lane> lanes, Breakage breakage, Runnable onHealed) {
        this.server = server;
        this.lanes = List.copyOf(lanes);
        this.breakage = breakage;
        this.onHealed = onHealed;
        effects = new Effects(server, breakage);
        before = sums();
        done.put(
                "links",
                lanes.stream().map(lane -> lane.leg().link()).distinct().count());
        before.ifPresent(sums -> done.put("connections", sums.open()));
    }

    /** Breaks everything; after an exception {@link #heal} undoes what was done. */
    synchronized void make(long number, Toxics toxics) throws Exception {
        String name = breakage.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + "-" + number;
        if (breakage instanceof Breakage.Cut) {
            for (Leg leg : lanes.stream().map(Lane::leg).distinct().toList()) {
                effects.cutting(leg, leg::cut);
                undo.push(leg::mend);
            }
            return;
        }
        if (breakage instanceof Breakage.Messages messages) {
            MessageFault fault = new MessageFault(messages.rule());
            effects.of(fault);
            makeOfMessages(fault, name);
            return;
        }
        for (Lane lane : lanes) {
            String unique = name + "-" + lane.direction().name().toLowerCase(java.util.Locale.ROOT);
            Toxics.Placed placed = toxics.place(lane.leg().proxy(), breakage, lane.direction(), unique);
            undo.push(placed::remove);
            effects.placed(lane.leg().proxy().getName(), unique);
        }
    }

    /** One fault on all lanes: it counts their messages as those of one way. */
    private void makeOfMessages(MessageFault fault, String name) {
        ToxiproxyServer own =
                server.own().orElseThrow(() -> new IllegalStateException("a foreign server knows of no messages"));
        for (Lane lane : lanes) {
            String proxy = lane.leg().proxy().getName();
            boolean up = lane.direction() == ToxicDirection.UPSTREAM;
            Direction direction = up ? Direction.UPSTREAM : Direction.DOWNSTREAM;
            String unique = name + "-" + direction.wireName();
            own.put(proxy, unique, direction, fault);
            undo.push(() -> own.take(proxy, unique));
        }
    }

    @Override
    public Map<String, Object> done() {
        return Map.copyOf(done);
    }

    @Override
    public Breakage breakage() {
        return breakage;
    }

    @Override
    public synchronized String measure() {
        return soFar().measure();
    }

    @Override
    public synchronized OptionalLong effect() {
        return soFar().amount();
    }

    private Effects.Effect soFar() {
        return inTheEnd.orElseGet(effects::now);
    }

    @Override
    public synchronized Map<String, Object> heal() throws Exception {
        if (healed) {
            return Map.copyOf(outcome);
        }
        inTheEnd = Optional.of(soFar());
        sums().ifPresent(sums -> outcome.putIfAbsent("bytes-held", sums.heldBytes()));
        Failures failures = new Failures();
        List<Failures.Step> again = new ArrayList<>();
        while (!undo.isEmpty()) {
            Failures.Step step = undo.pop();
            failures.attempt(() -> {
                again.add(step);
                step.run();
                again.remove(again.size() - 1);
            });
        }
        again.forEach(undo::addLast);
        failures.throwFirst();
        healed = true;
        onHealed.run();
        effects.messages().ifPresent(this::tell);
        if (before.isPresent() && sums().isPresent()) {
            sums().get().since(before.get()).forEach(outcome::put);
        }
        return Map.copyOf(outcome);
    }

    private void tell(MessageWork work) {
        if (breakage instanceof Breakage.Messages messages) {
            switch (messages.rule().act()) {
                case HOLD -> {
                    // of what it held, not of what happened to wait in the proxies at the end
                    outcome.put("bytes-held", work.heldBytes());
                    outcome.put("messages-held", work.heldMessages());
                    outcome.put("ends-held", work.heldEnds());
                }
                case REPEAT -> outcome.put("messages-repeated", work.repeated());
                case REORDER -> outcome.put("messages-reordered", work.reordered());
            }
        }
        outcome.put("messages-counted", work.messages());
        if (!work.which().isEmpty()) {
            outcome.put("which", work.which());
        }
        if (work.undecided() > 0) {
            outcome.put("messages-too-long", work.undecided());
        }
        if (work.lost() > 0) {
            outcome.put("connections-not-understood", work.lost());
        }
        if (work.full() > 0) {
            outcome.put("senders-made-to-wait", work.full());
        }
    }

    private Optional<Sums> sums() {
        Sums sums = new Sums(0, 0, 0, 0, 0, 0, 0);
        for (Leg leg : lanes.stream().map(Lane::leg).distinct().toList()) {
            Optional<ProxyTraffic> traffic = server.traffic(leg.proxy().getName());
            if (traffic.isEmpty()) {
                return Optional.empty();
            }
            sums = sums.plusConnections(traffic.get());
            for (Lane lane : lanes) {
                if (lane.leg() == leg) {
                    boolean up = lane.direction() == ToxicDirection.UPSTREAM;
                    sums = sums.plusBytes(
                            up ? traffic.get().upstream() : traffic.get().downstream());
                }
            }
        }
        return Optional.of(sums);
    }

    /** Counters over all lanes. */
    private record Sums(
            long open, long accepted, long cut, long reset, long heldBytes, long droppedBytes, long sentBytes) {
        Sums plusConnections(ProxyTraffic traffic) {
            return new Sums(
                    open + traffic.openConnections(),
                    accepted + traffic.acceptedConnections(),
                    cut + traffic.cutConnections(),
                    reset + traffic.resetConnections(),
                    heldBytes,
                    droppedBytes,
                    sentBytes);
        }

        Sums plusBytes(DirectionTraffic traffic) {
            return new Sums(
                    open,
                    accepted,
                    cut,
                    reset,
                    heldBytes + traffic.heldBytes(),
                    droppedBytes + traffic.droppedBytes(),
                    sentBytes + traffic.sentBytes());
        }

        Map<String, Object> since(Sums before) {
            return Map.of(
                    "connections-opened", accepted - before.accepted,
                    "connections-cut", cut - before.cut,
                    "connections-reset", reset - before.reset,
                    "bytes-dropped", droppedBytes - before.droppedBytes,
                    "bytes-passed", sentBytes - before.sentBytes);
        }
    }
}
