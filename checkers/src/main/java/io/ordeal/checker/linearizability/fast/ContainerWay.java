package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.FastWay;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Queues, stacks and the like, of which each element is put in at most once: what took which element is known. Where some
 * are put in oftener, some violations are found all the same.
 *
 * <p>The disciplines decide; here stands what they have in common. An element can't be taken before its put was invoked,
 * nor twice, nor without a put ({@link Tally}). That apart, any elements can be left out of a linearization with the operations on them,
 * in any discipline, and so can answers that there was nothing, as these change nothing; this is why
 *
 * <ul>
 *   <li>puts of unknown outcome that nobody is known to have taken from can be left out;
 *   <li>takes of unknown outcome matter only for elements that are <em>left over</em>: put in for certain, and not known to
 *       be taken. There are many ways to give these to those. If one {@linkplain Discipline#mostUrgent plan} succeeds, there is a
 *       linearization. If what is not left over is impossible, there is none. Where the discipline knows a best plan, its
 *       failure says that there is none as well; elsewhere what is between the two is for the search;
 *   <li>elements that were put in twice or oftener can be left out to see whether the others are impossible. If they are,
 *       there is no linearization; else it is for the search to say;
 *   <li>a violation is told by few elements.
 * </ul>
 *
 * <p>Reference: Bouajjani, Emmi, Enea &amp; Hamza, "On reducing linearizability to state reachability", 2015, for
 * closedness and data independence; Lee &amp; Mathur, "Efficient decrease-and-conquer linearizability monitoring", 2025;
 * Abdulla, Grahn, Jonsson, Krishna &amp; Mishra, "Efficient linearizability monitoring", 2025. The algorithms of the
 * disciplines and their proofs are our own.
 */
public final class ContainerWay implements FastWay {
    private final Discipline discipline;
    private final String put;
    private final String take;

    private final boolean integers;

    private ContainerWay(Discipline discipline, String put, String take, boolean integers) {
        this.discipline = discipline;
        this.integers = integers;
        this.put = put;
        this.take = take;
    }

    /** The oldest element is given back. */
    public static ContainerWay fifoQueue() {
        return new ContainerWay(new QueueCover(true), "enqueue", "dequeue", false);
    }

    /** Any element is given back. */
    public static ContainerWay unorderedQueue() {
        return new ContainerWay(new QueueCover(false), "enqueue", "dequeue", false);
    }

    /** The smallest integer is given back. */
    public static ContainerWay priorityQueue() {
        return new ContainerWay(new PriorityCover(), "enqueue", "dequeue", true);
    }

    /** The youngest element is given back. */
    public static ContainerWay stack() {
        return new ContainerWay(new StackPeeling(), "push", "pop", false);
    }

    @Override
    public String name() {
        return discipline.name();
    }

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        Spans spans = new Spans(history, events, context);
        StayReader reader = new StayReader(history, spans, shape, put, take, integers);
        if (!reader.read(context)) {
            return new Answer.NotMine();
        }
        int[] contradiction = reader.contradiction(context);
        if (contradiction != null) {
            return new Answer.NotLinearizable(contradiction);
        }
        Stays stays = reader.stays();
        context.checkpoint();
        int[] impossible = discipline.impossible(planned(stays), context);
        if (impossible == null) {
            return reader.isPartial() ? new Answer.NotMine() : new Answer.Linearizable();
        }
        if (stays.unknownTakes.length > 0 && !discipline.hasBestPlan()) {
            impossible = impossibleForCertain(stays, context);
            if (impossible == null) {
                return new Answer.NotMine();
            }
        }
        return new Answer.NotLinearizable(few(stays, impossible, reader, context));
    }

    private Stays planned(Stays stays) {
        return stays.unknownTakes.length == 0 ? stays : stays.planned(discipline.mostUrgent(stays));
    }

    private int @Nullable [] impossibleForCertain(Stays stays, CheckContext context) {
        int[] taken = stays.where(stay -> !stays.isLeftOver(stay));
        int[] among = discipline.impossible(stays.few(taken), context);
        return among == null ? null : Arrays.stream(among).map(i -> taken[i]).toArray();
    }

    private int[] few(Stays stays, int[] impossible, StayReader reader, CheckContext context) {
        boolean leftOver = Arrays.stream(impossible).anyMatch(stays::isLeftOver);
        // Which take is planned for which element hangs on all that is left over.
        IntStream all = leftOver && stays.unknownTakes.length > 0
                ? IntStream.concat(Arrays.stream(impossible), Arrays.stream(stays.where(stays::isLeftOver)))
                : Arrays.stream(impossible);
        int[] inTime = all.distinct()
                .mapToLong(stay -> (long) Math.min(stays.takeFrom[stay], stays.end) << 32 | stay)
                .sorted()
                .mapToInt(packed -> (int) packed)
                .toArray();
        int[] few =
                Reduction.of(inTime, some -> discipline.impossible(planned(stays.few(some)), context) != null, context);
        // Takes of unknown outcome go with them: of a part of these elements that has no linearization it must be seen
        // that
        // it has none with those either.
        return IntStream.concat(Arrays.stream(reader.invocations(few)), Arrays.stream(reader.unknownTakes()))
                .toArray();
    }
}
