package io.ordeal.toxiproxy.framing;

import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A protocol, as far as it says where its messages end. Immutable. */
public final class Framing {
    /** Redis': commands and replies of RESP 2 and 3, and commands inline. Lost where a replica is sent its snapshot. */
    public static final Framing RESP = new Framing("resp", fromOpener -> new Resp());

    /** PostgreSQL's version 3: typed messages, untyped ones while a session starts. Lost where TLS begins. */
    public static final Framing POSTGRES = new Framing("postgres", Postgres::new);

    /** ZooKeeper's clients': jute records behind a length of four bytes. */
    public static final Framing ZOOKEEPER = new Framing("zookeeper", fromOpener -> new LengthPrefix(4, false));

    /** What ZooKeeper's followers and leader say to each other: jute records alone. Lost where a snapshot follows. */
    public static final Framing ZOOKEEPER_QUORUM = new Framing("zookeeper-quorum", fromOpener -> new QuorumPackets());

    /** Kafka's: a length of four bytes before each request and answer. */
    public static final Framing KAFKA = new Framing("kafka", fromOpener -> new LengthPrefix(4, false));

    private static final Map<String, Framing> NAMED = new LinkedHashMap<>();

    static {
        for (Framing framing : List.of(RESP, POSTGRES, ZOOKEEPER, ZOOKEEPER_QUORUM, KAFKA)) {
            NAMED.put(framing.name, framing);
        }
    }

    private static final Pattern LENGTH = Pattern.compile("length:([1-8])(:inclusive)?");

    private final String name;
    private final Streams streams;

    private Framing(String name, Streams streams) {
        this.name = name;
        this.streams = streams;
    }

    /** Makes what reads a stream. */
    private interface Streams {
        Boundaries of(boolean fromOpener);
    }

    /**
     * The framing of a name; {@code length:4} is any protocol whose messages begin with how many bytes follow, big-endian,
     * and {@code length:4:inclusive} one where that counts itself.
     *
     * @throws IllegalArgumentException there is none; the message tells those that exist, the nearest first
     */
    public static Framing named(String name) {
        Matcher length = LENGTH.matcher(name);
        if (length.matches()) {
            int bytes = Integer.parseInt(length.group(1));
            boolean inclusive = length.group(2) != null;
            return new Framing(name, fromOpener -> new LengthPrefix(bytes, inclusive));
        }
        Framing framing = NAMED.get(name);
        if (framing == null) {
            List<String> known = new ArrayList<>(NAMED.keySet());
            known.add("length:4");
            known.add("length:4:inclusive");
            throw new IllegalArgumentException(NearestNames.unknown("framing", name, known));
        }
        return framing;
    }

    /**
     * One direction of a connection that begins.
     *
     * @param fromOpener whether it is what the connection's opener says, and not what is answered
     */
    public Boundaries boundaries(boolean fromOpener) {
        return streams.of(fromOpener);
    }

    /** What {@link #named} takes. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Framing framing && framing.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
