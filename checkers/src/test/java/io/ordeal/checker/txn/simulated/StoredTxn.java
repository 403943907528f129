package io.ordeal.checker.txn.simulated;

/** A transaction that a client is stepping through. */
final class StoredTxn {
    /** How it is to end, if nothing refuses it. */
    enum Fate {
        OK,
        FAIL,
        /** Unknown to the client, but it took effect before the client gave up. */
        INFO_BEFORE,
        /** Unknown to the client; it takes effect later. */
        INFO_LATER,
        INFO_NEVER
    }

    int process;
    Fate fate = Fate.OK;
    int length;
    StoredKey[] keys = new StoredKey[0];
    boolean[] writes = new boolean[0];
    /** The handles of what is written or was read. */
    long[] contents = new long[0];
    /** The handle of the value that it was invoked with. */
    long invoked;

    int next;
    int site;
    int snapshot0;
    int snapshot1;
    /** Whether it is one whose isolation is broken. */
    boolean buggy;
    /** Whether it runs step by step where others run at once. */
    boolean stepped;

    boolean done;

    boolean readOnly() {
        for (int i = 0; i < length; i++) {
            if (writes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The last micro-operation before {@code end} that writes the key, −1 if none does. */
    int lastWrite(StoredKey key, int end) {
        for (int i = end - 1; i >= 0; i--) {
            if (writes[i] && keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
