package io.ordeal.history.io;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Relocation;
import io.ordeal.history.Values;
import java.util.Arrays;

/**
 * Makes a history of its events, in their order.
 *
 * <p>Events without a process have one process together, as if it had a name of its own: while reading, it goes by {@link
 * EventSink#NAMELESS}; afterwards it gets the number after the largest, or 0 if it is the only one.
 */
final class HistorySink implements EventSink {
    private static final OpType[] TYPES = OpType.values();

    private final HistoryBuilder builder = new HistoryBuilder();
    private final boolean timesRise;

    /** The number of an operation's name by the number of its text, −1 while unknown. */
    private short[] fByText = new short[256];

    private boolean namelessSeen;
    private int maxProcess = -1;
    private long earliest = Long.MIN_VALUE;

    HistorySink(Origin origin) {
        timesRise = origin == Origin.OWN_RUN;
        Arrays.fill(fByText, (short) -1);
    }

    @Override
    public Values values() {
        return builder.values();
    }

    @Override
    public int size() {
        return builder.size();
    }

    @Override
    public long earliest() {
        return earliest;
    }

    /** Makes room for so many events in all. */
    void reserve(long events) {
        builder.reserve((int) Math.min(events, Integer.MAX_VALUE - 16));
    }

    @Override
    public void add(int index, long time, int process, int type, int f, long value, long error, long extra) {
        builder.add(index, time, process, TYPES[type], fNumber(f), value, error, extra);
        if (process == NAMELESS) {
            namelessSeen = true;
        } else {
            maxProcess = Math.max(maxProcess, process);
        }
        if (timesRise && time != Op.NO_TIME) {
            earliest = time;
        }
    }

    /**
     * Takes a piece's events, up to the first that contradicts those before it.
     *
     * @return how many were taken
     */
    int addAll(EventColumns piece) {
        Relocation relocation = values().adopt(piece.values());
        for (int i = 0; i < piece.size(); i++) {
            long time = piece.time(i);
            if (time < earliest && time != Op.NO_TIME) {
                return i;
            }
            int f = piece.f(i);
            try {
                add(
                        piece.index(i),
                        time,
                        piece.process(i),
                        piece.type(i),
                        f < 0 ? -1 : relocation.text(f),
                        relocation.handle(piece.value(i)),
                        relocation.handle(piece.error(i)),
                        relocation.handle(piece.extra(i)));
            } catch (MalformedHistoryException contradicts) {
                return i;
            }
        }
        return piece.size();
    }

    private short fNumber(int text) {
        if (text < 0) {
            return builder.fNumber("txn");
        }
        if (text >= fByText.length) {
            int old = fByText.length;
            fByText = Arrays.copyOf(fByText, Integer.highestOneBit(text) << 1);
            Arrays.fill(fByText, old, fByText.length, (short) -1);
        }
        if (fByText[text] < 0) {
            fByText[text] = builder.fNumber(values().text(Values.keywordHandle(text)));
        }
        return fByText[text];
    }

    /** The history, all having been read. */
    History finish() {
        if (namelessSeen) {
            builder.renumber(NAMELESS, maxProcess + 1);
        }
        return builder.handOver();
    }
}
