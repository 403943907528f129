package io.ordeal.toxiproxy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a toxic does, and which attributes it takes. All attributes are whole numbers; those not given are 0.
 *
 * <p>Lossy toxics (timeout, reset_peer, limit_data) end each connection they have taken bytes from; the others lose
 * nothing.
 */
public enum ToxicType {
    /** Delays each byte by {@code latency} ± {@code jitter} ms; order is kept, a FIN waits only for bytes before it. */
    LATENCY("latency", "jitter"),
    /** Lets {@code rate} kB (1,000 bytes) a second through; 0 holds everything, with back-pressure on the sender. */
    BANDWIDTH("rate"),
    /** Holds the FIN back for {@code delay} ms. */
    SLOW_CLOSE("delay"),
    /** Drops all bytes and closes {@code timeout} ms after the last of them; 0: closes when the toxic is removed. */
    TIMEOUT("timeout"),
    /** Resets both ends {@code timeout} ms after the first byte or FIN that comes while it is there. */
    RESET_PEER("timeout"),
    /** Cuts data into pieces of {@code average_size} ± {@code size_variation} bytes, {@code delay} µs apart. */
    SLICER("average_size", "size_variation", "delay"),
    /** Closes the connection once exactly {@code bytes} bytes have passed. */
    LIMIT_DATA("bytes"),
    /** Does nothing. */
    NOOP,
    /**
     * Extension, the nearest to a link that loses every packet: in this direction neither bytes nor FIN nor RST pass, and
     * no new connection gets through. A connect succeeds all the same, for the kernel completes it, whatever a server does;
     * but nothing that such a client sends is read, and nothing dialled. When the toxic is removed all that was held
     * goes on, in order.
     */
    BLACKHOLE,
    /** A {@link MessageFault}: put on by whoever runs the server in their JVM, and unknown to the API. */
    MESSAGES;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> attributes;

    ToxicType(String... attributes) {
        this.attributes = List.of(attributes);
    }

    /** The name on the wire, such as {@code slow_close}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its attributes, in the order in which they are written. */
    List<String> attributes() {
        return attributes;
    }

    static Optional<ToxicType> parse(String text) {
        for (ToxicType type : values()) {
            if (type != MESSAGES && type.wireName().equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses attributes that no toxic can act on.
     *
     * @param values all attributes, those not given as 0
     * @param given those that the request gave: a slicer without any is harmless, one told to cut to nothing is not
     * @throws ApiException 400, naming attribute and value
     */
    void validate(Map<String, Long> values, Map<String, Long> given) throws ApiException {
        for (Map.Entry<String, Long> attribute : given.entrySet()) {
            if (attribute.getValue() < 0) {
                throw ApiException.badRequestBody(attribute.getKey() + " of " + wireName() + " is "
                        + attribute.getValue() + ", expected 0 or more");
            }
        }
        if (this == SLICER && !given.isEmpty()) {
            long averageSize = values.getOrDefault("average_size", 0L);
            long variation = values.getOrDefault("size_variation", 0L);
            if (averageSize < 1 && given.containsKey("average_size")) {
                throw ApiException.badRequestBody("average_size of slicer is 0, expected 1 or more");
            }
            if (variation > averageSize) {
                throw ApiException.badRequestBody(
                        "size_variation of slicer is " + variation + ", expected at most average_size, " + averageSize);
            }
        }
    }
}
