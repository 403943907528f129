package io.ordeal.toxiproxy;

/**
 * What a proxy has done since it was made, as of one moment; the counters are live, not read at a connection's end.
 *
 * @param proxy its name
 * @param openConnections connections that exist now, those that wait for a black hole to end included
 * @param acceptedConnections all that were ever accepted
 * @param failedDials connections whose upstream could not be reached
 * @param cutConnections connections that the proxy closed: it was disabled or deleted, or a toxic ended them
 * @param resetConnections connections that the proxy reset (toxic reset_peer)
 */
public record ProxyTraffic(
        String proxy,
        long openConnections,
        long acceptedConnections,
        long failedDials,
        long cutConnections,
        long resetConnections,
        DirectionTraffic upstream,
        DirectionTraffic downstream) {

    /** The traffic of one direction. */
    public DirectionTraffic direction(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }
}
