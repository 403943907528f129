package io.ordeal.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a history on one tape of longs. A value is known by its <em>handle</em>, a long: the low four bits are
 * its {@link Kind}, the rest is the value itself (nil, booleans, integers of up to 60 bits), the number of an interned
 * text, or where on the tape a collection lies (its size, then the handles of its elements).
 *
 * <p>Two scalars are equal if and only if their handles are; collections are compared by {@link #equal}. Handles mean
 * something only to the {@code Values} that gave them out. Sub-histories share their parent's.
 *
 * <p>Adding is for one thread; reading what was added before the history was published is for any number.
 */
public final class Values {
    /** What a handle stands for. The ordinals are the encoding. */
    public enum Kind {
        NIL,
        BOOLEAN,
        /** An integer of up to 60 bits; a larger one is OTHER. */
        INT,
        KEYWORD,
        STRING,
        LIST,
        /** Keys and values alternate: {@code element(2i)}, {@code element(2i + 1)}. */
        MAP,
        SET,
        /** Whatever is rare: floats, characters, integers beyond 60 bits. Interned by {@code equals}. */
        OTHER
    }

    public static final long NIL = 0;
    public static final long FALSE = Kind.BOOLEAN.ordinal();
    public static final long TRUE = FALSE | 1L << 4;

    private static final Kind[] KINDS = Kind.values();
    private static final int TAG_BITS = 4;
    private static final int TAG_MASK = (1 << TAG_BITS) - 1;
    private static final int SEGMENT_BITS = 17;
    private static final int SEGMENT_MASK = (1 << SEGMENT_BITS) - 1;
    private static final int RECENT = 1 << 11;
    private static final int SMALL = 4;
    private static final long MAX_INT = (1L << 59) - 1;
    private static final long MIN_INT = -(1L << 59);

    private long[][] tape = new long[4][];
    private long used;

    /** How long the first segment is made: most histories that shrinking and tests make are tiny. */
    private final int firstLength;

    /** Small collections by a hash of theirs: what is read says again what was asked, and need not lie on the tape twice. */
    private long @Nullable [] recent;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> textNumbers = new HashMap<>();
    private final List<Object> others = new ArrayList<>();
    private final Map<Object, Integer> otherNumbers = new HashMap<>();

    /** A tape without room: it grows. */
    public Values() {
        this(32);
    }

    /** @param words for which there is room from the first value on; {@link #words} tells what others took */
    public Values(long words) {
        firstLength = (int) Math.max(1, Math.min(words, 1 << SEGMENT_BITS));
    }

    // ---- reading

    /** How many words collections take. */
    public long words() {
        return used;
    }

    public Kind kind(long handle) {
        return KINDS[(int) handle & TAG_MASK];
    }

    public static boolean isInt(long handle) {
        return ((int) handle & TAG_MASK) == Kind.INT.ordinal();
    }

    /** The integer that a handle of kind {@link Kind#INT} stands for. */
    public static long intValue(long handle) {
        return handle >> TAG_BITS;
    }

    /** The text of a keyword (without its colon) or a string. */
    public String text(long handle) {
        Kind kind = kind(handle);
        if (kind != Kind.KEYWORD && kind != Kind.STRING) {
            throw new IllegalArgumentException("neither a keyword nor a string: " + toObject(handle));
        }
        return texts.get((int) (handle >> TAG_BITS));
    }

    /**
     * The number of the text of a keyword or string, or −1 for anything else. The keyword {@code :append} and the string
     * {@code "append"} have one number, as EDN and JSON lines write one name.
     */
    public static int textNumber(long handle) {
        int tag = (int) handle & TAG_MASK;
        return tag == Kind.KEYWORD.ordinal() || tag == Kind.STRING.ordinal() ? (int) (handle >> TAG_BITS) : -1;
    }

    /** The handle of the keyword whose text has this number. */
    public static long keywordHandle(int textNumber) {
        return (long) textNumber << TAG_BITS | Kind.KEYWORD.ordinal();
    }

    /** The number under which a text is interned, or −1 where no keyword or string of the history has it. */
    public int findText(String text) {
        return textNumbers.getOrDefault(text, -1);
    }

    /** Elements of a list or set, entries of a map; 0 for anything else. */
    public int size(long handle) {
        Kind kind = kind(handle);
        return switch (kind) {
            case LIST, SET -> (int) word(handle >>> TAG_BITS);
            case MAP -> (int) word(handle >>> TAG_BITS) / 2;
            default -> 0;
        };
    }

    /** The handle of a collection's i-th slot: an element, or of a map the key (even) or value (odd). No bounds check. */
    public long element(long handle, int i) {
        return word((handle >>> TAG_BITS) + 1 + i);
    }

    /** How many elements, from the first on, two lists have in common, by handle. Nothing else has elements. */
    public int commonPrefix(long a, long b) {
        int most = Math.min(size(a), size(b));
        long left = (a >>> TAG_BITS) + 1;
        long right = (b >>> TAG_BITS) + 1;
        int same = 0;
        while (same < most && left != right) {
            int leftAt = (int) (left + same) & SEGMENT_MASK;
            int rightAt = (int) (right + same) & SEGMENT_MASK;
            int run = Math.min(most - same, SEGMENT_MASK + 1 - Math.max(leftAt, rightAt));
            int mismatch = Arrays.mismatch(
                    tape[(int) ((left + same) >>> SEGMENT_BITS)],
                    leftAt,
                    leftAt + run,
                    tape[(int) ((right + same) >>> SEGMENT_BITS)],
                    rightAt,
                    rightAt + run);
            if (mismatch >= 0) {
                return same + mismatch;
            }
            same += run;
        }
        return most;
    }

    private long word(long offset) {
        return tape[(int) (offset >>> SEGMENT_BITS)][(int) offset & SEGMENT_MASK];
    }

    /** Whether two values are the same, structure by structure; a list is never equal to a set. */
    public boolean equal(long a, long b) {
        if (a == b) {
            return true;
        }
        Kind kind = kind(a);
        if (kind != kind(b) || kind.compareTo(Kind.LIST) < 0 || kind == Kind.OTHER) {
            return false;
        }
        if (kind != Kind.LIST) {
            Object left = toObject(a);
            return left != null && left.equals(toObject(b));
        }
        int size = size(a);
        if (size != size(b)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!equal(element(a, i), element(b, i))) {
                return false;
            }
        }
        return true;
    }

    /** The value as an object: null, Boolean, Long, {@link Keyword}, String, an unmodifiable List, Map or Set, or other. */
    public @Nullable Object toObject(long handle) {
        return switch (kind(handle)) {
            case NIL -> null;
            case BOOLEAN -> handle == TRUE;
            case INT -> intValue(handle);
            case KEYWORD -> new Keyword(text(handle));
            case STRING -> text(handle);
            case LIST -> Collections.unmodifiableList(elements(handle, new ArrayList<>()));
            case SET -> Collections.unmodifiableSet(elements(handle, new LinkedHashSet<>()));
            case MAP -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < size(handle); i++) {
                    map.put(toObject(element(handle, 2 * i)), toObject(element(handle, 2 * i + 1)));
                }
                yield Collections.unmodifiableMap(map);
            }
            case OTHER -> others.get((int) (handle >> TAG_BITS));
        };
    }

    private <C extends Collection<@Nullable Object>> C elements(long handle, C into) {
        for (int i = 0; i < size(handle); i++) {
            into.add(toObject(element(handle, i)));
        }
        return into;
    }

    // ---- adding

    public long ofLong(long value) {
        return value >= MIN_INT && value <= MAX_INT ? value << TAG_BITS | Kind.INT.ordinal() : ofOther(value);
    }

    public static long ofBoolean(boolean value) {
        return value ? TRUE : FALSE;
    }

    public long ofKeyword(String name) {
        return (long) internText(name) << TAG_BITS | Kind.KEYWORD.ordinal();
    }

    public long ofString(String text) {
        return (long) internText(text) << TAG_BITS | Kind.STRING.ordinal();
    }

    private int internText(String text) {
        Integer known = textNumbers.get(text);
        if (known != null) {
            return known;
        }
        textNumbers.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    private long ofOther(Object value) {
        Integer known = otherNumbers.get(value);
        if (known == null) {
            known = others.size();
            otherNumbers.put(value, known);
            others.add(value);
        }
        return (long) known << TAG_BITS | Kind.OTHER.ordinal();
    }

    /**
     * A collection of the handles {@code slots[from, to)}. A small one that was added lately is found again: equal
     * collections often, but not always, have one handle.
     *
     * @param kind LIST, SET, or MAP with keys and values alternating
     */
    public long ofCollection(Kind kind, long[] slots, int from, int to) {
        if (kind != Kind.LIST && kind != Kind.SET && kind != Kind.MAP) {
            throw new IllegalArgumentException("not a collection: " + kind);
        }
        int size = to - from;
        if (size == 0 || size > SMALL) {
            return appendCollection(kind, slots, from, to);
        }
        if (recent == null) {
            if (used < 4 * SMALL) {
                return appendCollection(kind, slots, from, to);
            }
            recent = new long[RECENT];
        }
        long hash = kind.ordinal();
        for (int i = from; i < to; i++) {
            hash = (hash ^ slots[i]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        int place = (int) hash & RECENT - 1;
        long known = recent[place];
        if (known == 0 || !isCollection(known, kind, slots, from, to)) {
            known = appendCollection(kind, slots, from, to);
            recent[place] = known;
        }
        return known;
    }

    private boolean isCollection(long handle, Kind kind, long[] slots, int from, int to) {
        long offset = handle >>> TAG_BITS;
        if (((int) handle & TAG_MASK) != kind.ordinal() || word(offset) != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word(++offset) != slots[i]) {
                return false;
            }
        }
        return true;
    }

    private long appendCollection(Kind kind, long[] slots, int from, int to) {
        long offset = used;
        append(to - from);
        int segment = (int) (used >>> SEGMENT_BITS);
        int at = (int) used & SEGMENT_MASK;
        if (at > 0 && tape[segment].length - at >= to - from) {
            long[] words = tape[segment];
            for (int i = from; i < to; i++) {
                words[at++] = slots[i];
            }
            used += to - from;
        } else {
            for (int i = from; i < to; i++) {
                append(slots[i]);
            }
        }
        return offset << TAG_BITS | kind.ordinal();
    }

    private void append(long word) {
        int segment = (int) (used >>> SEGMENT_BITS);
        if (segment == tape.length) {
            tape = Arrays.copyOf(tape, tape.length * 2);
        }
        int at = (int) used & SEGMENT_MASK;
        if (tape[segment] == null) {
            tape[segment] = new long[segment == 0 ? firstLength : 1 << SEGMENT_BITS];
        } else if (at == tape[segment].length) {
            tape[segment] = Arrays.copyOf(tape[segment], Math.min(2 * at, 1 << SEGMENT_BITS));
        }
        tape[segment][at] = word;
        used++;
    }

    /**
     * Takes over all that another tape holds, without copying it: its segments become this tape's. Linear in what it
     * holds; new texts are numbered in its order, as if they had been added here one by one.
     *
     * @param part must not be used afterwards
     * @return what the part's handles are here
     */
    public Relocation adopt(Values part) {
        int[] textsHere = new int[part.texts.size()];
        for (int i = 0; i < textsHere.length; i++) {
            textsHere[i] = internText(part.texts.get(i));
        }
        int[] othersHere = new int[part.others.size()];
        for (int i = 0; i < othersHere.length; i++) {
            othersHere[i] = (int) (ofOther(part.others.get(i)) >> TAG_BITS);
        }
        // A collection lies on the part's segments as it would on this tape's: so they begin where one of these does.
        long base = (used + SEGMENT_MASK) & ~(long) SEGMENT_MASK;
        Relocation relocation = new Relocation(textsHere, othersHere, base);
        if (part.used > 0) {
            relocation.apply(part.tape, part.used, SEGMENT_BITS);
            int first = (int) (base >>> SEGMENT_BITS);
            int count = (int) ((part.used - 1) >>> SEGMENT_BITS) + 1;
            if (first + count > tape.length) {
                tape = Arrays.copyOf(tape, Math.max(2 * tape.length, first + count));
            }
            System.arraycopy(part.tape, 0, tape, first, count);
            used = base + part.used;
        }
        return relocation;
    }

    /** Gives back what the tape has in reserve, if that is much; more can be added all the same. */
    public void trim() {
        int segment = (int) (used >>> SEGMENT_BITS);
        int at = (int) used & SEGMENT_MASK;
        if (segment < tape.length && tape[segment] != null && at > 0 && at < tape[segment].length - (at >> 3)) {
            tape[segment] = Arrays.copyOf(tape[segment], at);
        }
        recent = null;
    }

    /** The handle of an object of the kinds that {@link #toObject} gives; integers of any width are taken. */
    public long of(@Nullable Object value) {
        if (value == null) {
            return NIL;
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return ofLong(((Number) value).longValue());
        } else if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return ofLong(big.longValueExact());
        } else if (value instanceof Boolean flag) {
            return ofBoolean(flag);
        } else if (value instanceof Keyword keyword) {
            return ofKeyword(keyword.name());
        } else if (value instanceof String text) {
            return ofString(text);
        } else if (value instanceof Map<?, ?> map) {
            long[] slots = new long[2 * map.size()];
            int i = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                slots[i++] = of(entry.getKey());
                slots[i++] = of(entry.getValue());
            }
            return ofCollection(Kind.MAP, slots, 0, slots.length);
        } else if (value instanceof Collection<?> collection) {
            long[] slots = new long[collection.size()];
            int i = 0;
            for (Object element : collection) {
                slots[i++] = of(element);
            }
            return ofCollection(value instanceof Set ? Kind.SET : Kind.LIST, slots, 0, slots.length);
        }
        return ofOther(value);
    }
}
