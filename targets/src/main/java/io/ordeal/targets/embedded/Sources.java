package io.ordeal.targets.embedded;

/** Who says what is expected of the libraries' isolation, wherever they run. */
final class Sources {
    static final String H2_WRITE_SKEW =
            "measured; H2 documentation, Advanced, Transaction Isolation: transactions of SERIALIZABLE see one snapshot, and"
                    + " nothing is said of write skew";
    static final String H2_SNAPSHOT =
            "H2 documentation, Advanced, Transaction Isolation: a transaction sees one snapshot, and two that update a row"
                    + " conflict";
    static final String HSQLDB_WRITE_SKEW =
            "measured; HSQLDB Guide, Sessions and Transactions, MVCC: SERIALIZABLE is repeatable reads with snapshot"
                    + " isolation";
    static final String HSQLDB_SNAPSHOT =
            "HSQLDB Guide, Sessions and Transactions, MVCC: repeatable reads of one snapshot, and two that update a row"
                    + " conflict";

    private Sources() {}
}
