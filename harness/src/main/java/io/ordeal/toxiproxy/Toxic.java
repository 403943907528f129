package io.ordeal.toxiproxy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One toxic on one direction of a proxy. Immutable; an update makes another with the same {@code id}.
 *
 * @param id tells a toxic from an earlier one of the same name
 * @param name unique within the proxy, over both directions
 * @param stream the direction as the request wrote it
 * @param toxicity the share of connections it acts on, 0 to 1
 * @param attributes every attribute of the type, in the order in which they are written
 * @param counters of what it does; an update goes on with them
 * @param messages what {@link ToxicType#MESSAGES} does; null = it is of another type
 */
record Toxic(
        long id,
        String name,
        ToxicType type,
        Direction direction,
        String stream,
        float toxicity,
        Map<String, Long> attributes,
        ToxicCounters counters,
        @Nullable MessageFault messages) {

    /** One that has done nothing yet. */
    Toxic(
            long id,
            String name,
            ToxicType type,
            Direction direction,
            String stream,
            float toxicity,
            Map<String, Long> attributes) {
        this(id, name, type, direction, stream, toxicity, attributes, new ToxicCounters(), null);
    }

    /** What a fault of messages does to one direction. */
    static Toxic of(MessageFault messages, long id, String name, Direction direction) {
        return new Toxic(
                id,
                name,
                ToxicType.MESSAGES,
                direction,
                direction.wireName(),
                1,
                Map.of(),
                new ToxicCounters(),
                messages);
    }

    /** Whether clients of the API are told of it: they know no faults of messages. */
    boolean isPublic() {
        return messages == null;
    }

    /** An attribute's value; 0 when it was never given. */
    long attribute(String attribute) {
        return attributes.getOrDefault(attribute, 0L);
    }

    Toxic with(float newToxicity, Map<String, Long> newAttributes) {
        return new Toxic(id, name, type, direction, stream, newToxicity, newAttributes, counters, messages);
    }
}
