package io.ordeal.fault;

/** What can be done to the clients of a run, beside breaking their links and freezing them between two operations. */
public enum ClientAbility {
    /** They come to {@link io.ordeal.client.ClientContext#pausePoint pause points}, at which they can be frozen. */
    POINT,
    /** They are processes of their own: they can be killed, frozen wherever they are, and tell the steps of operations. */
    STEP
}
