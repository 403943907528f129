package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads histories that Ordeal, Jepsen, Knossos, Elle or their like wrote.
 *
 * <pre>{@code
 * History history = HistoryReader.read(Path.of("history.edn.gz")).history();
 * }</pre>
 *
 * <p>What is taken:
 *
 * <ul>
 *   <li>EDN: events are maps, one after the other, or in one vector or list. Tags ({@code #jepsen.history.Op}) are
 *       dropped and their values kept, in events too. Comments, {@code #_} and commas are blanks.
 *   <li>JSON: events are objects, one after the other, or in one array. Keys and names are strings.
 *   <li>Gzip, of one member or several, round either. All is told by content, not by the file's name.
 *   <li>An event's keys, in any order: {@code :type} must be there; {@code :process} is an integer, {@code :nemesis} (any
 *       number of events, never paired), or missing: all events without it are one process, with the number after the
 *       largest (0 if there is no other); a missing {@code :f} is {@code :txn}; {@code :value}, {@code :error} are any
 *       values. A missing {@code :index} (or −1) is one more than the last; it may have gaps but not fall. {@code :time}
 *       may be missing, −1 or falling. Other keys are kept in {@link io.ordeal.history.History#extraHandle the extra
 *       map}.
 *   <li>A missing {@code :index}, {@code :time}, {@code :process} or {@code :f} may also be {@code nil}.
 * </ul>
 *
 * <p>Whatever else is there is a {@link MalformedHistoryException} that says where. A text that ends within an event on
 * its last line was written by someone who was killed: that event is left out with a warning. So is what is missing of
 * gzip data that end too early. An event whose closing bracket is the text's last byte is whole: it counts, newline or
 * not, for leaving it out could hide the very violation; but see {@link Origin#OWN_RUN}.
 *
 * <p>Streams: takes time and memory linear in the events; no line need fit into memory, but a string must (64 MiB), and a
 * value's elements (16 million). Values may lie 500 deep in each other.
 */
public final class HistoryReader {
    /** Large enough that threads hardly wait for each other, small enough that what they hold is little. */
    private static final int PIECE = 1 << 20;

    private HistoryReader() {}

    /** Reads a file that anybody wrote: {@link Origin#FOREIGN}. */
    public static ReadHistory read(Path file) throws IOException {
        return read(file, Origin.FOREIGN);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedHistoryException if what it holds is no history
     * @throws IOException if it cannot be read
     */
    public static ReadHistory read(Path file, Origin origin) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(
                    in, origin, Files.size(file), PIECE, Runtime.getRuntime().availableProcessors());
        }
    }

    /** Reads a stream, to its end; does not close it. Otherwise as {@link #read(Path, Origin)}. */
    public static ReadHistory read(InputStream in, Origin origin) throws IOException {
        return read(in, origin, 0, PIECE, Runtime.getRuntime().availableProcessors());
    }

    /** @param length of the stream, if it is known; else 0 */
    static ReadHistory read(InputStream in, Origin origin, long length, int pieceSize, int threads) throws IOException {
        try {
            HistoryBytes bytes = new HistoryBytes(in);
            return new PieceReading(bytes, origin, pieceSize, threads).read(bytes.isGzip() ? 0 : length);
        } catch (MalformedHistoryException e) {
            // What has no line was found before any was read.
            throw e.line() > 0 ? e : new MalformedHistoryException(1, 0, String.valueOf(e.getMessage()));
        }
    }
}
