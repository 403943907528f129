package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a key is known to have held, by number: those that someone got, and those that they were made of. What is
 * known of each is which operation made it, by {@link Spelling spelling} it.
 */
final class TextValues extends BlockValues {
    private static final int OTHER = 0;
    private static final int GET = 1;
    private static final int PUT = 2;
    private static final int APPEND = 3;

    private final int[] kinds;
    private final Pieces pieces = new Pieces();
    private boolean isReadable;
    private boolean isEmptyPut;
    private boolean isAnyPut;

    /** By text that was got: its characters; the get that completed first; its value, −1 where that is not known. */
    private String[] texts = new String[64];

    private int[] firstGet = new int[64];
    private int[] valueOfText = new int[0];
    private int textCount;
    private final LongIntMap textNumbers = new LongIntMap();

    /** By value: the value before, the operation that made it, and a text that it was found in. */
    private int[] parent = new int[64];

    private int[] madeBy = new int[64];
    private int[] foundIn = new int[64];
    private int size;
    private final LongIntMap valueAfter = new LongIntMap();
    private final LongIntMap valueOf = new LongIntMap();

    /** Texts that cannot have come about, by number: one, or two that cannot both. */
    private int @Nullable [] impossible;

    TextValues(History history, int[] events, ValueShape shape) {
        super(history, events, shape);
        kinds = history.fNames().stream()
                .mapToInt(f -> switch (f) {
                    case "get" -> GET;
                    case "put" -> PUT;
                    case "append" -> APPEND;
                    default -> OTHER;
                })
                .toArray();
    }

    /**
     * {@inheritDoc}
     *
     * <p>If it is not, there may be something {@linkplain #impossibleGets impossible} in it all the same.
     */
    @Override
    boolean collect(CheckContext context) {
        isReadable = read(context);
        if (!isReadable) {
            return false;
        }
        valueOfText = new int[textCount];
        Arrays.fill(valueOfText, NONE);
        boolean isKnown = spell(context);
        if (impossible != null || !isKnown) {
            return false;
        }
        prepare(size);
        for (int value = 0; value < size; value++) {
            writer[value] = madeBy[value];
            if (parent[value] != NONE) {
                leave(madeBy[value], parent[value]);
            }
        }
        for (int at : events) {
            if (history.isInvoke(at)) {
                place(at);
            }
        }
        return true;
    }

    /**
     * After {@link #collect}: gets whose texts cannot have come about, or not both; with what made them, if there are two.
     * Null if none is known.
     */
    int @Nullable [] impossibleGets() {
        if (impossible == null) {
            return null;
        }
        int[] gets = Arrays.stream(impossible).map(text -> firstGet[text]).toArray();
        if (gets.length == 1) {
            return gets;
        }
        IntStream made = Arrays.stream(impossible).flatMap(this::makers);
        return IntStream.concat(Arrays.stream(gets), made).distinct().toArray();
    }

    /** What made a text; of what may have, all, where that is not known. */
    private IntStream makers(int text) {
        Spelling spelling = new Spelling(texts[text], pieces, isEmptyPut);
        IntStream.Builder makers = IntStream.builder();
        for (int at = texts[text].length(); at != NONE; at = spelling.before(at)) {
            if (!spelling.isOneWay(at) || spelling.howMany(at) > 1) {
                return makersBefore(history.partner(firstGet[text]));
            }
            if (spelling.last(at) != INITIAL) {
                makers.add(spelling.last(at));
            }
        }
        return makers.build();
    }

    /** All that puts or appends something, and was invoked before an event. */
    IntStream makersBefore(int event) {
        return Arrays.stream(events).filter(at -> at < event && history.isInvoke(at) && !isGet(at));
    }

    /** Whether all operations are known ones, of texts. */
    boolean isReadable() {
        return isReadable;
    }

    /** Whether anything was put, so that what was appended before may be gone. */
    boolean isAnyPut() {
        return isAnyPut;
    }

    boolean isGet(int at) {
        return kind(at) == GET;
    }

    /** The text that an operation puts or appends, or got; of one of unknown outcome that gets, none: "". */
    String text(int at) {
        long handle = isGet(at) ? got(at) : shape.value(history, at);
        return handle == Values.NIL ? "" : history.values().text(handle);
    }

    private long got(int at) {
        return isUnknown(at) ? Values.NIL : shape.value(history, history.partner(at));
    }

    private boolean read(CheckContext context) {
        for (int e = 0; e < events.length; e++) {
            if (e % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int at = events[e];
            if (history.isInvoke(at) && !read(at)) {
                return false;
            }
        }
        return true;
    }

    private boolean read(int at) {
        long handle = kind(at) == GET ? got(at) : shape.value(history, at);
        Values.Kind kind = history.values().kind(handle);
        if (kind(at) == OTHER || (kind != Values.Kind.NIL && kind != Values.Kind.STRING)) {
            return false;
        }
        String text = text(at);
        switch (kind(at)) {
            case GET -> {
                if (!isUnknown(at)) {
                    get(at, text, handle);
                }
            }
            case PUT -> {
                isAnyPut = true;
                isEmptyPut |= text.isEmpty();
                if (!text.isEmpty()) {
                    pieces.put(text, at);
                }
            }
            default -> {
                // Nothing appended is nothing done.
                if (!text.isEmpty()) {
                    pieces.append(text, at);
                }
            }
        }
        return true;
    }

    private void get(int at, String text, long handle) {
        int number = textNumber(handle);
        if (number == NONE) {
            if (textCount == texts.length) {
                texts = Arrays.copyOf(texts, 2 * textCount);
                firstGet = Arrays.copyOf(firstGet, 2 * textCount);
            }
            texts[textCount] = text;
            firstGet[textCount] = at;
            textNumbers.put(text.isEmpty() ? Values.NIL : handle, textCount++);
        } else if (history.partner(at) < history.partner(firstGet[number])) {
            firstGet[number] = at;
        }
    }

    private int textNumber(long handle) {
        boolean isEmpty = handle == Values.NIL || history.values().text(handle).isEmpty();
        return textNumbers.getOrDefault(isEmpty ? Values.NIL : handle, NONE);
    }

    /**
     * Finds how each text came about; whether all did in one way, and are known by then. Texts that others begin with come
     * right before these in their order, so that one spelling tells of a row of them.
     */
    private boolean spell(CheckContext context) {
        int[] inOrder = IntStream.range(0, textCount)
                .boxed()
                .sorted(Comparator.comparing((Integer text) -> texts[text]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean isKnown = true;
        int longest = NONE;
        Spelling spelling = null;
        int[] valueAt = new int[0];
        for (int i = inOrder.length - 1; i >= 0; i--) {
            int text = inOrder[i];
            int length = texts[text].length();
            if (spelling == null || !texts[longest].startsWith(texts[text])) {
                context.checkpoint();
                if (spelling != null && !isAnyPut) {
                    // What is appended to stays: of two texts, one begins with the other.
                    impossible = new int[] {longest, text};
                    return false;
                }
                longest = text;
                spelling = new Spelling(texts[text], pieces, isEmptyPut);
                valueAt = new int[length + 1];
                Arrays.fill(valueAt, NONE);
            }
            if (!spelling.isPossibleBefore(length, history.partner(firstGet[text]))) {
                impossible = new int[] {text};
                return false;
            }
            if (text == longest && usesTooOften(spelling, length)) {
                impossible = new int[] {text};
            }
            isKnown = isKnown && impossible == null && enter(text, spelling, valueAt);
            if (impossible != null) {
                return false;
            }
        }
        return isKnown;
    }

    /** Whether the one way in which a text can have come about needs something oftener than anybody did it. */
    private static boolean usesTooOften(Spelling spelling, int length) {
        LongIntMap used = new LongIntMap();
        for (int at = length; at != NONE; at = spelling.before(at)) {
            if (!spelling.isOneWay(at)) {
                return false;
            }
            int times = used.getOrDefault(spelling.last(at), 0) + 1;
            if (times > spelling.howMany(at)) {
                return true;
            }
            used.put(spelling.last(at), times);
        }
        return false;
    }

    /** Enters a text and all that it was made of. Returns whether it is known of what. */
    private boolean enter(int text, Spelling spelling, int[] valueAt) {
        int length = texts[text].length();
        int[] lengths = new int[16];
        int steps = 0;
        for (int at = length; at != NONE && valueAt[at] == NONE; at = spelling.before(at)) {
            if (!spelling.isOneWay(at) || spelling.howMany(at) > 1) {
                return false;
            }
            if (steps == lengths.length) {
                lengths = Arrays.copyOf(lengths, 2 * steps);
            }
            lengths[steps++] = at;
        }
        while (--steps >= 0) {
            int at = lengths[steps];
            int from = spelling.before(at) == NONE ? NONE : valueAt[spelling.before(at)];
            valueAt[at] = value(from, spelling.last(at), text);
            if (valueAt[at] == NONE) {
                return false;
            }
        }
        valueOfText[text] = valueAt[length];
        return true;
    }

    /** The value that an operation made of another; −1 if it made one of yet another: then no text has both. */
    private int value(int from, int operation, int text) {
        long step = (long) from << 32 | (operation & 0xffffffffL);
        int known = valueAfter.getOrDefault(step, NONE);
        if (known != NONE) {
            return known;
        }
        int elsewhere = operation == INITIAL ? NONE : valueOf.getOrDefault(operation, NONE);
        if (elsewhere != NONE) {
            impossible = IntStream.of(text, foundIn[elsewhere]).distinct().toArray();
            return NONE;
        }
        if (size == parent.length) {
            parent = Arrays.copyOf(parent, 2 * size);
            madeBy = Arrays.copyOf(madeBy, 2 * size);
            foundIn = Arrays.copyOf(foundIn, 2 * size);
        }
        parent[size] = from;
        madeBy[size] = operation;
        foundIn[size] = text;
        valueAfter.put(step, size);
        if (operation != INITIAL) {
            valueOf.put(operation, size);
        }
        return size++;
    }

    private void place(int at) {
        if (kind(at) == GET) {
            if (!isUnknown(at)) {
                read(at, valueOfText[textNumber(got(at))]);
            }
        } else if (!isUnknown(at) && written(at) == NONE && !(kind(at) == APPEND && text(at).isEmpty())) {
            unobserved(at);
        }
    }

    private int kind(int at) {
        return kinds[history.fNumber(at)];
    }

    // ---- what the blocks ask

    @Override
    int size() {
        return size;
    }

    @Override
    int written(int operation) {
        return valueOf.getOrDefault(operation, NONE);
    }

    @Override
    int observedBy(int operation) {
        if (kind(operation) == GET) {
            return valueOfText[textNumber(got(operation))];
        }
        int value = written(operation);
        return value == NONE ? NONE : parent[value];
    }

    @Override
    boolean continues(int operation) {
        return operation >= 0 && written(operation) != NONE && parent[written(operation)] != NONE;
    }

    /** What made a text is known from a get of it, or of one that begins with it; and a get from all that made its text. */
    @Override
    int[] proved(int[] operations) {
        int[] got = firstRead.clone();
        for (int value = size - 1; value >= 0; value--) {
            // A value comes after the one that it is made of.
            if (parent[value] != NONE && got[parent[value]] == NONE) {
                got[parent[value]] = got[value];
            }
        }
        BitSet all = new BitSet();
        BitSet followed = new BitSet();
        for (int operation : operations) {
            int value = operation < 0 ? NONE : kind(operation) == GET ? observedBy(operation) : written(operation);
            if (operation >= 0) {
                all.set(operation);
            }
            if (value != NONE && kind(operation) != GET) {
                all.set(got[value]);
                value = observedBy(got[value]);
            }
            for (; value != NONE && madeBy[value] != INITIAL && !followed.get(value); value = parent[value]) {
                followed.set(value);
                all.set(madeBy[value]);
            }
        }
        return all.stream().toArray();
    }
}
