package io.ordeal.kit;

import io.ordeal.kit.client.Mishap;

/**
 * Rules about the client itself, first of all others: a verdict is worth no more than what clients say. They need no trial; two
 * clients take turns on the real backend, and the connection of one is broken while it does one operation.
 */
public interface ClientRules extends BackendSuite {
    /** Two clients that take turns. */
    @Rule(
            id = "C01",
            value = "the plainest use works: what one client did, another sees",
            takes = Rule.NOTHING,
            lookFirst = "the operation named here, alone, in a debugger")
    @ClientRule
    default void c01PlainUseWorks() {}

    /** The port is closed. */
    @Rule(
            id = "C02",
            value = "a client whose connection is refused says so in time, and goes on when it is not",
            takes = "connections through the links that the ClientContext gives",
            lookFirst = "how the client reconnects, and its time-outs")
    @ClientRule(Mishap.CONNECTION_REFUSED)
    default void c02ConnectionRefused() {}

    /** Nothing reached a server. */
    @Rule(
            id = "C03",
            value = "a client whose connection is reset before its request has gone out recovers",
            takes = "connections through the links that the ClientContext gives",
            lookFirst = "what the client does with a connection that has failed: it must not use it again")
    @ClientRule(Mishap.RESET_BEFORE_REQUEST)
    default void c03ResetBeforeTheRequest() {}

    /** The server has acted. */
    @Rule(
            id = "C04",
            value = "a client whose connection is reset after its request has gone out does not say that nothing was"
                    + " done",
            takes = "connections through the links that the ClientContext gives",
            lookFirst = "which exceptions the client turns into a DefiniteFailure, an empty answer, or false")
    @ClientRule(Mishap.RESET_AFTER_REQUEST)
    default void c04ResetAfterTheRequest() {}

    /** The server has acted, and nobody hears of it. */
    @Rule(
            id = "C05",
            value = "a client that gets no answer gives up before its time is over, and does not say that nothing was"
                    + " done",
            takes = "connections through the links that the ClientContext gives",
            lookFirst = "the client's read time-out: shorter than ClientContext.operationTimeout()")
    @ClientRule(Mishap.NO_ANSWER)
    default void c05NoAnswer() {}

    /** As in a restart. */
    @Rule(
            id = "C06",
            value = "a client whose servers were stopped works again when they are there again",
            takes = "servers that the harness has started",
            lookFirst = "how the client reconnects, and whether it resolves addresses anew")
    @ClientRule(Mishap.SERVER_STOPPED)
    default void c06ServerStopped() {}

    /** As on machines of their own. */
    @Rule(
            id = "C07",
            value = "clients share nothing but the backend",
            takes = "connections through the links that the ClientContext gives",
            lookFirst = "static fields and singletons of the client: a connection, a cache, a table of locks")
    @ClientRule(apart = true)
    default void c07ClientsAreApart() {}
}
