package io.ordeal.toxiproxy;

import io.ordeal.toxiproxy.framing.Boundaries;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The toxics at work on one direction of one connection, and the pieces that wait in them.
 *
 * <p>What is nearer the exit was read earlier, and stages hand on from the head of one queue to the tail of the next:
 * order follows, whatever is added or removed. When a stage goes, what waits in it joins the tail of the next one's
 * queue. It belongs to a {@link Link}, and is touched by the thread of that link's loop alone.
 */
final class Pipeline {
    private final Function<Toxic, Draw> draws;
    private final LongAdder droppedBytes;
    private final @Nullable Passing passing;
    private final List<Stage> stages = new ArrayList<>();
    private final ArrayDeque<Piece> exit = new ArrayDeque<>();
    private long exitBytes;

    Pipeline(Function<Toxic, Draw> draws, LongAdder droppedBytes) {
        this(draws, droppedBytes, null);
    }

    /** @param passing sees all that leaves; null = nobody knows where messages end */
    Pipeline(Function<Toxic, Draw> draws, LongAdder droppedBytes, @Nullable Passing passing) {
        this.draws = draws;
        this.droppedBytes = droppedBytes;
        this.passing = passing;
    }

    /** What leaves, or never came here, counted in messages. */
    record Passing(Boundaries boundaries, LongAdder messages) {
        void saw(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                boundaries.read(bytes);
                if (boundaries.isBetween()) {
                    messages.increment();
                }
            }
        }
    }

    /** Bytes go straight through, because the pipeline {@link #isClear}. */
    void bypassed(ByteBuffer bytes) {
        if (passing != null) {
            passing.saw(bytes.duplicate());
        }
    }

    /**
     * Makes the stages those of {@code chain} that hit this connection.
     *
     * @return how the connection must end now, because a stage went that had lost bytes; null when it may go on
     */
    Piece.@Nullable Kind sync(List<Toxic> chain, long nowNanos) {
        Piece.Kind ending = removeAllBut(chain);
        int position = 0;
        for (Toxic toxic : chain) {
            Draw draw = draws.apply(toxic);
            if (!draw.hits(toxic.toxicity())) {
                continue;
            }
            if (position < stages.size() && stages.get(position).toxic().id() == toxic.id()) {
                stages.get(position).update(toxic, nowNanos);
                position++;
            } else {
                Boundaries here = passing == null ? null : passing.boundaries().copy();
                Stage stage = Stage.of(toxic, draw, here, droppedBytes, nowNanos);
                if (stage != null) {
                    stages.add(position++, stage);
                }
            }
        }
        return ending;
    }

    private Piece.@Nullable Kind removeAllBut(List<Toxic> chain) {
        Piece.Kind ending = null;
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            boolean stays = chain.stream()
                    .anyMatch(toxic -> toxic.id() == stage.toxic().id()
                            && draws.apply(toxic).hits(toxic.toxicity()));
            if (stays) {
                continue;
            }
            stages.remove(i);
            Piece.Kind ofStage = stage.endingOnRemoval();
            ending = ofStage == null ? ending : ofStage;
            stage.leaving();
            while (!stage.isEmpty()) {
                put(i, stage.take());
            }
        }
        return ending;
    }

    /** Takes in what was read. */
    void add(Piece piece) {
        put(0, piece);
    }

    private void put(int position, Piece piece) {
        if (position < stages.size()) {
            stages.get(position).add(piece);
        } else {
            exit.addLast(piece);
            exitBytes += piece.length();
            if (passing != null && piece.isData()) {
                passing.saw(ByteBuffer.wrap(piece.array(), piece.offset(), piece.length()));
            }
        }
    }

    /**
     * Moves what is due as far as the exit, and returns what may be written next; null when nothing may. Those nearest
     * the exit go first, so that in front of them only that waits which has to.
     */
    @Nullable
    Piece next(long nowNanos) {
        while (exit.isEmpty()) {
            int position = lastDue(nowNanos);
            if (position < 0) {
                return null;
            }
            Piece piece = stages.get(position).emit(nowNanos);
            if (piece != null) {
                put(position + 1, piece);
            }
        }
        Piece piece = exit.removeFirst();
        exitBytes -= piece.length();
        return piece;
    }

    private int lastDue(long nowNanos) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (hasRoomAfter(i) && stages.get(i).dueNanos(nowNanos) <= nowNanos) {
                return i;
            }
        }
        return -1;
    }

    /** When {@link #next} is worth another call; {@link Ticks#NEVER} when only an arrival or a change can tell. */
    long dueNanos(long nowNanos) {
        long earliest = exit.isEmpty() ? Ticks.NEVER : nowNanos;
        for (int i = 0; i < stages.size(); i++) {
            if (hasRoomAfter(i)) {
                earliest = Math.min(earliest, stages.get(i).dueNanos(nowNanos));
            }
        }
        return earliest;
    }

    private boolean hasRoomAfter(int position) {
        return position + 1 < stages.size() ? stages.get(position + 1).hasRoom() : exit.isEmpty();
    }

    /** Whether more may be read; where not, the sender feels it. */
    boolean hasRoom() {
        return stages.isEmpty() ? exit.isEmpty() : stages.get(0).hasRoom();
    }

    /**
     * Memory is short, and no more is read.
     *
     * @return whether something may be due that was not
     */
    boolean relieve() {
        boolean relieved = false;
        for (Stage stage : stages) {
            relieved |= stage.relieve();
        }
        return relieved;
    }

    /** Whether bytes would go straight through: no stage, nothing waiting. */
    boolean isClear() {
        return stages.isEmpty() && exit.isEmpty();
    }

    boolean hasStages() {
        return !stages.isEmpty();
    }

    /** How many bytes wait here. */
    long queuedBytes() {
        long bytes = exitBytes;
        for (Stage stage : stages) {
            bytes += stage.queuedBytes();
        }
        return bytes;
    }

    /** How much memory is taken by what waits here. */
    long queuedCostBytes() {
        long bytes = exitBytes + (long) Piece.COST_BYTES * exit.size();
        for (Stage stage : stages) {
            bytes += stage.queuedCostBytes();
        }
        return bytes;
    }

    /** Gives up all that waits. The stages stay: one that has lost bytes still says so when it is taken away. */
    void dropAll() {
        droppedBytes.add(queuedBytes());
        for (Stage stage : stages) {
            stage.leaving();
            while (!stage.isEmpty()) {
                stage.take();
            }
        }
        exit.clear();
        exitBytes = 0;
    }
}
