package io.ordeal.toxiproxy;

/**
 * What has passed through a proxy in one direction, over all its connections since it was made. All counters but
 * {@code heldBytes} only grow; {@code receivedBytes = sentBytes + droppedBytes + heldBytes}, save for what is being
 * written at this moment.
 *
 * @param receivedBytes read from the senders
 * @param sentBytes written to the receivers
 * @param heldBytes read, and waiting in toxics now
 * @param droppedBytes read, and never to be written
 * @param messages whose last byte was on its way to a receiver; 0 where the proxy is not told where messages end
 */
public record DirectionTraffic(long receivedBytes, long sentBytes, long heldBytes, long droppedBytes, long messages) {}
