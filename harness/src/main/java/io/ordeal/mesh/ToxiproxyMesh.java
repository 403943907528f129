package io.ordeal.mesh;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mesh of Toxiproxy's proxies, one for each port of each link.
 *
 * <p>A cluster builds it before its servers start, since their configuration needs the entrances:
 *
 * <pre>{@code
 * ToxiproxyMesh mesh = new ToxiproxyMesh(ProxyServer.embedded(seed));
 * for (Link link : links) {
 *   mesh.add(link, "client", "127.0.0.1", addressOnWhichTheReceiverWillListen);
 * }
 * }</pre>
 *
 * <p>Proxies are named {@code c3-n1.client}, which is safe in URLs. They listen below the range from which systems take
 * ports for outgoing connections: the port of a link that is cut is free until it is healed, and must not be taken
 * meanwhile.
 *
 * <p>toxiproxy-java sets no time-outs; where the system properties {@code sun.net.client.defaultConnectTimeout} and {@code
 * sun.net.client.defaultReadTimeout} are not set, this class sets them to 10 s for the whole JVM.
 */
public final class ToxiproxyMesh implements Mesh {
    private static final Logger LOG = LoggerFactory.getLogger(ToxiproxyMesh.class);
    private static final int FIRST_PORT = 12_000;
    private static final int PORTS = 20_000;
    private static final int PORT_ATTEMPTS = 100;

    static {
        for (String property : List.of("sun.net.client.defaultConnectTimeout", "sun.net.client.defaultReadTimeout")) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "10000");
            }
        }
    }

    private final ProxyServer server;
    private final ToxiproxyClient client;
    private final Toxics toxics;
    private final Map<Link, Map<String, Leg>> legs = new ConcurrentHashMap<>();
    private final Set<Leg> framed = ConcurrentHashMap.newKeySet();
    private final List<AnnouncedEntrance> announced = new CopyOnWriteArrayList<>();
    private final Set<ToxicBreak> breaks = ConcurrentHashMap.newKeySet();
    private final AtomicLong breakCount = new AtomicLong();
    private boolean closed;

    /** A mesh without links. It owns the server, and closes it. */
    public ToxiproxyMesh(ProxyServer server) {
        this.server = server;
        client = new ToxiproxyClient(server.host(), server.port());
        toxics = new Toxics(server);
    }

    /**
     * Makes the proxy for a port of a link. Nothing needs to listen upstream yet.
     *
     * @param listenHost where the sender reaches the proxy: 127.0.0.1, or the gateway of a container network; 0.0.0.0 is
     *     reached at the proxy server's host
     * @param upstream the port's real address as the proxy server reaches it
     * @return the {@link #entrance}
     * @throws IOException the proxy server refused, or no port is free
     */
    public InetSocketAddress add(Link link, String port, String listenHost, InetSocketAddress upstream)
            throws IOException {
        String name = newName(link, port);
        Proxy proxy = create(name, listenHost, text(upstream));
        String listen = proxy.getListen();
        int listenPort = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        boolean everywhere = InetAddress.getByName(listenHost).isAnyLocalAddress();
        InetSocketAddress entrance = new InetSocketAddress(everywhere ? server.host() : listenHost, listenPort);
        keep(link, port, new Leg(link, proxy, entrance));
        return entrance;
    }

    /**
     * Likewise, where the sender is to reach the proxy at this very address.
     *
     * @throws IOException the proxy server refused, or the address is taken or is none of this machine's
     */
    public void addAt(Link link, String port, InetSocketAddress entrance, InetSocketAddress upstream)
            throws IOException {
        String name = newName(link, port);
        try {
            keep(link, port, new Leg(link, client.createProxy(name, text(entrance), text(upstream)), entrance));
        } catch (IOException e) {
            throw notMade(name, entrance.getHostString(), e);
        }
    }

    private String newName(Link link, String port) {
        if (legs.getOrDefault(link, Map.of()).containsKey(port)) {
            throw new IllegalArgumentException("the link " + link + " has its proxy for " + port + " already");
        }
        return link.from() + "-" + link.to() + "." + port;
    }

    private void keep(Link link, String port, Leg leg) {
        legs.computeIfAbsent(link, l -> new ConcurrentHashMap<>()).put(port, leg);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /**
     * Tells where the messages of a port of a link end, on the connections to come; without any meaning for a proxy server
     * that is not ours.
     *
     * @throws IllegalArgumentException the mesh has no such link or port
     */
    public void frame(Link link, String port, Framing framing) {
        Leg leg = leg(link, port);
        server.own().ifPresent(own -> own.frame(leg.proxy().getName(), framing));
        framed.add(leg);
    }

    private Proxy create(String name, String listenHost, String upstream) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try {
                return client.createProxy(name, listenHost + ":" + port, upstream);
            } catch (IOException e) {
                if (!isAddressInUse(e) || attempt == PORT_ATTEMPTS) {
                    throw notMade(name, listenHost, e);
                }
            }
        }
    }

    private IOException notMade(String name, String listenHost, IOException why) {
        return new IOException(
                "the proxy " + name + " at " + listenHost + " could not be made by the proxy server at " + server.host()
                        + ":" + server.port() + ": " + why.getMessage(),
                why);
    }

    static boolean isAddressInUse(IOException e) {
        return String.valueOf(e.getMessage()).contains("address already in use");
    }

    /**
     * Listens at the address that a node announces to everyone, and leads each sender to its own link. The links must have been {@link #add added}. Closed with the mesh.
     *
     * @param senders tells who connects
     * @param listens where the node really listens, for itself: between a node and itself is no link
     */
    public AnnouncedEntrance announce(
            String node, String port, InetSocketAddress announcedAddress, Senders senders, InetSocketAddress listens)
            throws IOException {
        AnnouncedEntrance entrance = AnnouncedEntrance.open(
                node + "." + port,
                announcedAddress,
                senders,
                sender -> sender.equals(node) ? listens : entrance(new Link(sender, node), port));
        announced.add(entrance);
        return entrance;
    }

    @Override
    public Set<Link> links() {
        return new TreeSet<>(legs.keySet());
    }

    @Override
    public InetSocketAddress entrance(Link link, String port) {
        return leg(link, port).entrance();
    }

    private Leg leg(Link link, String port) {
        Map<String, Leg> ports = legs.get(link);
        Leg leg = ports == null ? null : ports.get(port);
        if (leg == null) {
            throw new IllegalArgumentException("the mesh has no link " + link + " to a port " + port + ": "
                    + (ports == null ? "its links are " + links() : "there it has " + new TreeSet<>(ports.keySet())));
        }
        return leg;
    }

    @Override
    public Set<Link> framedLinks() {
        Set<Link> links = new TreeSet<>();
        framed.forEach(leg -> links.add(leg.link()));
        return links;
    }

    @Override
    public Optional<String> refusal(Breakage breakage) {
        if (breakage instanceof Breakage.Messages && server.own().isEmpty()) {
            return Optional.of(noMessages(server.host() + ":" + server.port()));
        }
        if (breakage instanceof Breakage.Blackhole && !server.hasBlackhole()) {
            return Optional.of(noBlackhole(server.host() + ":" + server.port()));
        }
        return Optional.empty();
    }

    /** Why links can't be black holes by a server that is not ours. */
    public static String noBlackhole(String address) {
        return "the Toxiproxy server at " + address
                + " has no black holes, only Ordeal's own has; ask for hold, drop or cut";
    }

    private static String noMessages(String address) {
        return "the Toxiproxy server at " + address
                + " knows of no messages, only Ordeal's own does; ask for a partition with the mode hold, or leave"
                + " --toxiproxy out";
    }

    @Override
    public Break breakWays(Collection<Way> ways, Breakage breakage) throws Exception {
        refusal(breakage).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        List<ToxicBreak.Lane> lanes = lanes(Set.copyOf(ways));
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("no link carries any of the ways " + new TreeSet<>(ways));
        }
        if (breakage instanceof Breakage.Messages messages && messages.rule().needsMessages()) {
            refuseUnframed(lanes);
        }
        if (breakage instanceof Breakage.Cut) {
            refuseOneWayCut(Set.copyOf(ways), lanes);
        }
        ToxicBreak[] self = new ToxicBreak[1];
        ToxicBreak made = new ToxicBreak(server, lanes, breakage, () -> breaks.remove(self[0]));
        self[0] = made;
        breaks.add(made);
        try {
            made.make(breakCount.incrementAndGet(), toxics);
        } catch (Exception e) {
            try {
                made.heal();
            } catch (Exception alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        return made;
    }

    /** A message a→b is upstream on the link a→b, and downstream on b→a. */
    private List<ToxicBreak.Lane> lanes(Set<Way> ways) {
        List<ToxicBreak.Lane> lanes = new ArrayList<>();
        for (Way way : new TreeSet<>(ways)) {
            for (Leg leg : legsOf(new Link(way.from(), way.to()))) {
                lanes.add(new ToxicBreak.Lane(leg, ToxicDirection.UPSTREAM));
            }
            for (Leg leg : legsOf(new Link(way.to(), way.from()))) {
                lanes.add(new ToxicBreak.Lane(leg, ToxicDirection.DOWNSTREAM));
            }
        }
        return lanes;
    }

    private Collection<Leg> legsOf(Link link) {
        return new TreeMap<>(legs.getOrDefault(link, Map.of())).values();
    }

    private void refuseUnframed(List<ToxicBreak.Lane> lanes) {
        if (lanes.stream().noneMatch(lane -> framed.contains(lane.leg()))) {
            throw new IllegalArgumentException(
                    "nobody knows where messages end on " + lanes.get(0).leg().link() + "; known of: " + framedLinks());
        }
    }

    private static void refuseOneWayCut(Set<Way> ways, List<ToxicBreak.Lane> lanes) {
        for (ToxicBreak.Lane lane : lanes) {
            Link link = lane.leg().link();
            Way way = new Way(link.from(), link.to());
            if (!ways.contains(way) || !ways.contains(way.back())) {
                throw new IllegalArgumentException("a cut has no one-way form, since it ends connections: " + link
                        + " would be cut for one way only; use hold, drop or blackhole");
            }
        }
    }

    @Override
    public Optional<Traffic> traffic(Link link) {
        Traffic sum = Traffic.NONE;
        for (Leg leg : legsOf(link)) {
            var traffic = server.traffic(leg.proxy().getName());
            if (traffic.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(new Traffic(
                    traffic.get().upstream().sentBytes(),
                    traffic.get().downstream().sentBytes(),
                    traffic.get().acceptedConnections(),
                    Math.toIntExact(traffic.get().openConnections()),
                    traffic.get().upstream().messages(),
                    traffic.get().downstream().messages()));
        }
        return Optional.of(sum);
    }

    @Override
    public void healAll() throws Exception {
        Failures failures = new Failures();
        breaks.forEach(broken -> failures.attempt(broken::heal));
        failures.throwFirst();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        announced.forEach(AnnouncedEntrance::close);
        if (!server.hasBlackhole()) {
            deleteProxies();
        }
        server.close();
    }

    /** The server is not ours and lives on: it is left as it was found. */
    private void deleteProxies() {
        for (Map<String, Leg> ports : legs.values()) {
            for (Leg leg : ports.values()) {
                try {
                    leg.proxy().delete();
                } catch (IOException e) {
                    LOG.warn("the proxy {} could not be deleted from {}", leg.proxy(), server.host(), e);
                }
            }
        }
    }
}
