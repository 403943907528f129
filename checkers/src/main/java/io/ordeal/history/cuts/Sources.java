package io.ordeal.history.cuts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which writes of a register an observation of its value may be of. In every order of the operations that respects real
 * time, what is observed was left by the last write before; so a write is none of the sources if it
 *
 * <ul>
 *   <li>began only after the observation had ended, or
 *   <li>was over before something began that was over before the observation began, and that itself wrote, or observed
 *       another value: then another write came between.
 * </ul>
 *
 * <p>If an order explains the whole history, and a choice of operations has all sources of each observation in it, the
 * same order, what is not chosen left out, explains the choice: each observation's own write is there, and what came
 * between it and the observation was no write before, and is none now.
 *
 * <p>Registers and values have numbers, positions are those of the history's events. What is of unknown outcome has no
 * end, {@link #NEVER}: it may take effect whenever it likes, and comes between nothing for certain.
 *
 * <p>Complexity: a question costs log n, the writes of the value that end after the last barrier, and those of it that
 * are of unknown outcome.
 */
public final class Sources {
    /** The end of what is of unknown outcome. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int NOTHING = -1;

    /** A register's operations that are over, in the order of their ends. */
    private static final class Register {
        final IntList ends = new IntList();

        /** Of the first n: the latest beginning of one that wrote. */
        final IntList lastWrite = new IntList();

        /** Of the first n: the latest beginning of one that observed a value, that value, and that of another value. */
        final IntList lastSeen = new IntList();

        final IntList valueSeen = new IntList();
        final IntList lastOther = new IntList();
    }

    private final List<Register> registers = new ArrayList<>();

    /** By value, the writes of it that are over, in the order of their ends: part, beginning, end of each. */
    private @Nullable IntList[] written = new IntList[16];

    /** By value, those of unknown outcome: part, beginning. */
    private @Nullable IntList[] unknown = new IntList[16];

    /** By value, those that failed: part, beginning. */
    private @Nullable IntList[] failed = new IntList[16];

    /** Says that a part wrote a value. What is over is told in the order of the ends. */
    public void write(int part, int register, int value, int begin, int end) {
        if (end == NEVER) {
            unknown = withRoom(unknown, value);
            IntList more = listAt(unknown, value);
            more.add(part);
            more.add(begin);
            return;
        }
        written = withRoom(written, value);
        IntList more = listAt(written, value);
        more.add(part);
        more.add(begin);
        more.add(end);
        over(register, end, begin, NOTHING);
    }

    /** Says that a write of a value failed: it is told where nothing else can have been observed, which is odd enough. */
    public void failedWrite(int part, int value, int begin) {
        failed = withRoom(failed, value);
        IntList more = listAt(failed, value);
        more.add(part);
        more.add(begin);
    }

    private static @Nullable IntList[] withRoom(@Nullable IntList[] lists, int number) {
        return number < lists.length ? lists : Arrays.copyOf(lists, Math.max(2 * lists.length, number + 1));
    }

    private static IntList listAt(@Nullable IntList[] lists, int number) {
        IntList there = lists[number];
        if (there == null) {
            there = new IntList();
            lists[number] = there;
        }
        return there;
    }

    /** Says that a value was observed, by what is over. It is told in the order of the ends. */
    public void observation(int register, int value, int begin, int end) {
        over(register, end, begin, value);
    }

    private void over(int register, int end, int begin, int seen) {
        while (registers.size() <= register) {
            registers.add(new Register());
        }
        Register over = registers.get(register);
        int last = over.ends.size() - 1;
        int write = last < 0 ? NOTHING : over.lastWrite.get(last);
        int one = last < 0 ? NOTHING : over.lastSeen.get(last);
        int value = last < 0 ? NOTHING : over.valueSeen.get(last);
        int other = last < 0 ? NOTHING : over.lastOther.get(last);
        if (seen == NOTHING) {
            write = Math.max(write, begin);
        } else if (seen == value || value == NOTHING) {
            value = seen;
            one = Math.max(one, begin);
        } else if (begin > one) {
            other = one;
            value = seen;
            one = begin;
        } else {
            other = Math.max(other, begin);
        }
        over.ends.add(end);
        over.lastWrite.add(write);
        over.lastSeen.add(one);
        over.valueSeen.add(value);
        over.lastOther.add(other);
    }

    /**
     * Tells the parts that an observation may be of; the state at first is none. Where it can be of nothing, so that no
     * order explains the whole, it tells the write of the value that was over last, or those that failed: without any, it
     * would not be seen why.
     *
     * @param end of the observation; {@link #NEVER} if nobody knows it
     * @param initially whether the value is there at first
     */
    public void of(int register, int value, int begin, int end, boolean initially, IntConsumer into) {
        boolean any = false;
        IntList over = value < written.length ? written[value] : null;
        if (over != null) {
            int barrier = barrier(register, value, begin);
            for (int i = over.size() - 3; i >= 0 && over.get(i + 2) >= barrier; i -= 3) {
                if (over.get(i + 1) < end) {
                    into.accept(over.get(i));
                    any = true;
                }
            }
        }
        any |= pending(unknown, value, end, into);
        if (!any && !initially) {
            for (int i = over == null ? -1 : over.size() - 3; over != null && i >= 0 && !any; i -= 3) {
                if (over.get(i + 1) < end) {
                    into.accept(over.get(i));
                    any = true;
                }
            }
            if (!any) {
                pending(failed, value, end, into);
            }
        }
    }

    private static boolean pending(@Nullable IntList[] lists, int value, int end, IntConsumer into) {
        IntList list = value < lists.length ? lists[value] : null;
        boolean any = false;
        for (int i = 0; list != null && i < list.size(); i += 2) {
            if (list.get(i + 1) < end) {
                into.accept(list.get(i));
                any = true;
            }
        }
        return any;
    }

    /** What was over before this position is no source. */
    private int barrier(int register, int value, int begin) {
        if (register >= registers.size()) {
            return NOTHING;
        }
        Register over = registers.get(register);
        int before = over.ends.firstAtLeast(begin) - 1;
        if (before < 0) {
            return NOTHING;
        }
        int seen = over.valueSeen.get(before) == value ? over.lastOther.get(before) : over.lastSeen.get(before);
        return Math.max(over.lastWrite.get(before), seen);
    }

    /** A growing column. */
    private static final class IntList {
        private int[] elements = new int[2];
        private int size;

        void add(int element) {
            if (size == elements.length) {
                elements = Arrays.copyOf(elements, 2 * size);
            }
            elements[size++] = element;
        }

        int get(int i) {
            return elements[i];
        }

        int size() {
            return size;
        }

        /** Of a rising column, the first place whose element is no smaller. */
        int firstAtLeast(int element) {
            int found = Arrays.binarySearch(elements, 0, size, element);
            return found >= 0 ? found : -found - 1;
        }
    }
}
