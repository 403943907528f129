package io.ordeal.targets.cassandra;

/** How many replicas have to answer, by the numbers of Cassandra's protocol. */
enum Consistency {
    /** The first that does. */
    ONE(0x0001),
    /** A majority. */
    QUORUM(0x0004),
    /** All of them. */
    ALL(0x0005),
    /** A majority, which agrees by Paxos; reads finish what others have begun. */
    SERIAL(0x0008);

    private final int code;

    Consistency(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
