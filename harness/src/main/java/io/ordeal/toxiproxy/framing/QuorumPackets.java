package io.ordeal.toxiproxy.framing;

/**
 * ZooKeeper's {@code QuorumPacket} in jute: type (int), zxid (long), data (buffer), and a vector of ids, each a scheme and
 * an id (string, buffer). A length of −1 is a null.
 *
 * @see <a href="https://github.com/apache/zookeeper/blob/master/zookeeper-jute/src/main/resources/zookeeper.jute">
 *     zookeeper.jute</a>
 */
final class QuorumPackets extends Boundaries {
    private static final int HIGHEST_TYPE = 19;
    private static final int SNAPSHOT = 15;
    private static final int ZXID_BYTES = 8;

    private enum Field {
        TYPE,
        DATA,
        IDS,
        ID_PART
    }

    private Field field = Field.TYPE;
    private long parts;
    private boolean snapshotFollows;
    private int value;
    private int seenBytes;

    @Override
    void step(byte next) {
        value = (value << 8) | (next & 0xff);
        seenBytes++;
        // the zxid stands between the type and the data's length, and says nothing of the frame
        int fieldBytes = field == Field.TYPE ? 4 + ZXID_BYTES : 4;
        if (field == Field.TYPE && seenBytes == 4) {
            type();
        }
        if (seenBytes == fieldBytes) {
            seenBytes = 0;
            fieldEnds();
        }
    }

    private void type() {
        if (value < 1 || value > HIGHEST_TYPE) {
            lose();
        }
        snapshotFollows = value == SNAPSHOT;
    }

    private void fieldEnds() {
        switch (field) {
            case TYPE -> field = Field.DATA;
            case DATA -> {
                field = Field.IDS;
                skip(Math.max(0, value));
            }
            case IDS -> {
                parts = 2L * Math.max(0, value);
                field = Field.ID_PART;
                endOrGoOn(0);
            }
            case ID_PART -> {
                parts--;
                endOrGoOn(Math.max(0, value));
            }
        }
    }

    private void endOrGoOn(long bytes) {
        if (parts > 0) {
            skip(bytes);
        } else {
            field = Field.TYPE;
            endAfter(bytes);
        }
    }

    @Override
    void ended() {
        if (snapshotFollows) {
            lose();
        }
    }
}
