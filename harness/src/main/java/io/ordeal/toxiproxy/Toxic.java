package io.ordeal.toxiproxy;

import java.util.Map;

/**
 * One toxic on one direction of a proxy. Immutable; an update makes another with the same {@code id}.
 *
 * @param id tells a toxic from an earlier one of the same name
 * @param name unique within the proxy, over both directions
 * @param stream the direction as the request wrote it
 * @param toxicity the share of connections it acts on, 0 to 1
 * @param attributes every attribute of the type, in the order in which they are written
 * @param counters of what it does; an update goes on with them
 */
record Toxic(
        long id,
        String name,
        ToxicType type,
        Direction direction,
        String stream,
        float toxicity,
        Map<String, Long> attributes,
        ToxicCounters counters) {

    /** One that has done nothing yet. */
    Toxic(
            long id,
            String name,
            ToxicType type,
            Direction direction,
            String stream,
            float toxicity,
            Map<String, Long> attributes) {
        this(id, name, type, direction, stream, toxicity, attributes, new ToxicCounters());
    }

    /** An attribute's value; 0 when it was never given. */
    long attribute(String attribute) {
        return attributes.getOrDefault(attribute, 0L);
    }

    Toxic with(float newToxicity, Map<String, Long> newAttributes) {
        return new Toxic(id, name, type, direction, stream, newToxicity, newAttributes, counters);
    }
}
