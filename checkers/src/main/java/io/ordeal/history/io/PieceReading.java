package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in pieces, on all processors.
 *
 * <pre>
 *   this thread   cuts the text after newlines ──► ▒▒ ▒▒ ▒▒ ··· puts the events together, in order ──► history
 *   each other    ▒▒ ──► columns of events, with values of the piece's own
 * </pre>
 *
 * <p>A piece is read as if it stood alone. Whether its events fit to those before (pairs, indexes, a run's own times) is
 * seen when they are put together. Where that goes wrong, and where a piece can't be read alone (an event across its end,
 * events in a vector, whatever is malformed), <b>the rest of the text is read as one</b>, from the first line that is not
 * understood: so the pieces decide how fast a text is read, and never what is read, which error is told, or where.
 *
 * <p>What comes out does not hang on timing: pieces are cut by the text alone and put together in their order.
 */
final class PieceReading {
    /** A longer line is left to those who need not have it in memory. */
    private static final int LONGEST_LINE = 16 << 20;

    private final HistoryBytes in;
    private final Notation notation;
    private final Origin origin;
    private final int pieceSize;
    private final int threads;
    private final HistorySink sink;
    private final List<String> warnings = new ArrayList<>();

    /** Arrays of pieces that are done with: they are used again. */
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();

    /** What the piece that was put together last had: the next are made with room for as much. */
    private volatile int likelyEvents = 1024;

    private volatile long likelyWords = 32;

    /** Bytes that were read, but belong to the next piece. */
    private byte[] carried = {};

    private boolean ended;

    /** The line that comes after those that have been put together. */
    private long line = 1;

    private long bytesTaken;

    /** A piece of the text: the first bytes of an array. */
    private static final class Cut {
        final byte[] bytes;
        final int length;

        /** Whether it ends where a line does. */
        final boolean isWhole;

        Cut(byte[] bytes, int length, boolean isWhole) {
            this.bytes = bytes;
            this.length = length;
            this.isWhole = isWhole;
        }
    }

    /** A piece of the text, and what is being made of it. */
    private record Piece(Cut text, CompletableFuture<@Nullable EventColumns> columns) {
        byte[] bytes() {
            return text.bytes;
        }

        int length() {
            return text.length;
        }
    }

    /**
     * A reading that has not begun.
     *
     * @param pieceSize in bytes; a longer line makes a longer piece
     * @param threads with fewer than two, the text is read as one
     */
    PieceReading(HistoryBytes in, Origin origin, int pieceSize, int threads) {
        this.in = in;
        this.origin = origin;
        this.pieceSize = pieceSize;
        this.threads = threads;
        notation = in.notation();
        sink = new HistorySink(origin);
    }

    /** @param length of the text in bytes, as far as it is known, so that room is made at once; or 0 */
    ReadHistory read(long length) throws IOException {
        if (threads > 1) {
            readPieces(length);
        }
        EventAssembler events = new EventAssembler(origin, sink, warnings);
        if (notation == Notation.JSON_LINES) {
            new JsonHistoryParser(in, line, events).parse();
        } else {
            new EdnHistoryParser(in, line, events).parse();
        }
        return new ReadHistory(sink.finish(), warnings);
    }

    private void readPieces(long length) throws IOException {
        Cut first = cut();
        if (ended) {
            // a small text is not worth a thread
            in.pushBack(first.bytes, 0, first.length);
            return;
        }
        ExecutorService readers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "history-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ArrayDeque<Piece> ahead = new ArrayDeque<>();
            ahead.add(begin(first, readers));
            while (!ahead.isEmpty()) {
                while (!ended && ahead.size() < 2 * threads) {
                    Cut next = cut();
                    if (next.length > 0) {
                        ahead.add(begin(next, readers));
                    }
                }
                Piece piece = ahead.remove();
                int taken = take(piece);
                if (taken < piece.length()) {
                    giveBack(piece, taken, ahead);
                    return;
                }
                if (bytesTaken == piece.length() && length > 0) {
                    sink.reserve((long) (1.02 * sink.size() * length / piece.length()) + 1000);
                }
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private Piece begin(Cut cut, ExecutorService readers) {
        return new Piece(
                cut,
                cut.isWhole
                        ? CompletableFuture.supplyAsync(() -> columns(cut), readers)
                        : CompletableFuture.completedFuture(null));
    }

    private @Nullable EventColumns columns(Cut cut) {
        EventColumns columns = new EventColumns(likelyEvents, likelyWords);
        try {
            return notation == Notation.JSON_LINES
                    ? JsonHistoryParser.piece(cut.bytes, cut.length, origin, columns)
                    : EdnHistoryParser.piece(cut.bytes, cut.length, origin, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a piece's events to those before; answers how many of its bytes are done with. */
    private int take(Piece piece) throws IOException {
        EventColumns columns;
        try {
            columns = piece.columns().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException("a piece of the text could not be read", e.getCause());
        }
        if (columns == null) {
            return 0;
        }
        int events = sink.addAll(columns);
        if (events == columns.size()) {
            likelyEvents = withSlack(columns.size());
            likelyWords = withSlack((int) Math.min(columns.values().words(), Integer.MAX_VALUE / 2));
            spare.push(piece.bytes());
            line += columns.lines();
            bytesTaken += piece.length();
            return piece.length();
        }
        int from = columns.lineStartOf(events);
        for (int i = 0; i < from; i++) {
            line += piece.bytes()[i] == '\n' ? 1 : 0;
        }
        return from;
    }

    /** Pieces are not quite alike. */
    private static int withSlack(int size) {
        return size + (size >> 4);
    }

    private void giveBack(Piece piece, int from, ArrayDeque<Piece> ahead) {
        in.pushBack(carried, 0, carried.length);
        for (Iterator<Piece> last = ahead.descendingIterator(); last.hasNext(); ) {
            Piece other = last.next();
            in.pushBack(other.bytes(), 0, other.length());
        }
        in.pushBack(piece.bytes(), from, piece.length());
    }

    /** The next piece, up to and with a newline; at the end of the text, or where it can't be read on, what is left. */
    private Cut cut() {
        byte[] used = spare.poll();
        int length = carried.length;
        byte[] bytes = used != null && used.length >= 2 * length ? used : new byte[Math.max(pieceSize, 2 * length)];
        System.arraycopy(carried, 0, bytes, 0, length);
        carried = new byte[0];
        while (true) {
            length = fill(bytes, length);
            if (ended) {
                return new Cut(bytes, length, true);
            }
            int newline = length - 1;
            while (newline >= 0 && bytes[newline] != '\n') {
                newline--;
            }
            if (newline >= 0) {
                carried = Arrays.copyOfRange(bytes, newline + 1, length);
                return new Cut(bytes, newline + 1, true);
            }
            if (length > LONGEST_LINE) {
                return new Cut(bytes, length, false);
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private int fill(byte[] bytes, int from) {
        int length = from;
        try {
            while (length < bytes.length && !ended) {
                int n = in.read(bytes, length, bytes.length - length);
                ended = n < 0;
                length += Math.max(0, n);
            }
        } catch (IOException | MalformedHistoryException unreadable) {
            // Whoever reads the rest meets it again, and knows the line.
            ended = true;
        }
        return length;
    }
}
