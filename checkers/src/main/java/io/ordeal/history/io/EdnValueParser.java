package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Symbol;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * EDN values, written straight to the tape. After github.com/edn-format/edn, with what Clojure prints beyond it (ratios,
 * namespaced maps, {@code #'vars}, hexadecimal numbers) and what Jepsen's files have: tags are dropped, their values
 * kept; those of {@code #uuid} in small letters, as UUIDs are equal whatever the case of their digits.
 */
class EdnValueParser extends EdnScanner {
    /** How deep values may lie in each other; also how deep {@link HistoryEncoder} writes. */
    static final int MAX_DEPTH = 500;

    /** More might not fit into 60 bits, and is looked at more closely. */
    static final int MOST_DIGITS = 17;

    private static final int LATE = 4;

    /** What no word under a mask of 0 is. */
    private static final long NO_NAME = -1;

    private static final int INT = Kind.INT.ordinal();
    private static final byte[] NIL = {'n', 'i', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    final Values values;
    private final TextTable keywords = new TextTable();

    /** The keywords of up to eight bytes that came lately, each in one word: most of a history's are few and short. */
    private final long[] lateNames = new long[LATE];

    private final long[] lateMasks = new long[LATE];
    private final int[] lateLengths = new int[LATE];
    private final long[] lateHandles = new long[LATE];
    private int nextLate;

    private final TextTable strings = new TextTable();
    private final SlotStack stack = new SlotStack();

    EdnValueParser(HistoryBytes in, long line, Values values) {
        super(in, line);
        this.values = values;
        Arrays.fill(lateNames, NO_NAME);
    }

    EdnValueParser(byte[] text, int length, Values values) {
        super(text, length);
        this.values = values;
        Arrays.fill(lateNames, NO_NAME);
    }

    /** Goes to the next byte that is neither blank, comment nor discarded ({@code #_}), and gives it, or −1. */
    final int next(int depth) throws IOException {
        while (true) {
            int c = skipBlank();
            if (c != '#') {
                return c;
            }
            mark = at++;
            boolean discard = peek() == '_';
            at = discard ? at + 1 : mark;
            mark = -1;
            if (!discard) {
                return c;
            }
            int top = stack.size();
            value(depth + 1);
            stack.drop(top);
        }
    }

    /**
     * The handle of the next value.
     *
     * @param depth in how many collections it lies
     */
    final long value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new MalformedHistoryException(
                    line(), column(), "expected at most " + MAX_DEPTH + " values in each other, found more");
        }
        int c = next(depth);
        return switch (c) {
            case ':' -> keyword();
            case '"' -> string();
            case '[' -> collection(Kind.LIST, ']', depth);
            case '(' -> collection(Kind.LIST, ')', depth);
            case '{' -> collection(Kind.MAP, '}', depth);
            case '#' -> dispatch(depth);
            case '\\' -> character();
            case '-', '+' -> numberOrSymbol();
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case -1, ']', ')', '}', '@', '^', '`', '~' -> throw wrong("a value");
            default -> symbol();
        };
    }

    // ---- collections

    private long collection(Kind kind, char close, int depth) throws IOException {
        long openLine = line();
        long openColumn = column();
        char open = (char) buffer[at++];
        int from = stack.size();
        elements(kind, open, close, openLine, openColumn, depth);
        return finish(kind, from, openLine, openColumn);
    }

    /** Everything from after an opening bracket to after its closing one, onto the stack. */
    private void elements(Kind kind, char open, char close, long openLine, long openColumn, int depth)
            throws IOException {
        int from = stack.size();
        for (int c = integers(depth); c != close; c = integers(depth)) {
            if (c == ']' || c == ')' || c == '}' || c < 0) {
                throw wrong(close + " to close the " + open + " of line " + openLine + ", column " + openColumn);
            }
            long element = value(depth + 1);
            if (!stack.push(element)) {
                throw new MalformedHistoryException(
                        openLine, openColumn, "expected at most " + SlotStack.MAX + " elements in a value, found more");
            }
        }
        if (kind == Kind.MAP && (stack.size() - from) % 2 != 0) {
            throw wrong("a value for the map's last key");
        }
        at++;
    }

    /** As {@link #next}, but puts integers that lie before it onto the stack: most elements of most lists are such. */
    private int integers(int depth) throws IOException {
        byte[] bytes = buffer;
        // eight digits and what comes behind them
        int last = end - Long.BYTES - 1;
        int i = at;
        while (i < last) {
            int start = bytes[i] == ' ' ? i + 1 : i;
            int digits = Digits.count(bytes, start);
            if (digits == 0
                    || IN_TOKEN[bytes[start + digits] & 0xff]
                    || (bytes[start] == '0' && digits > 1)
                    || !stack.push((Digits.value(bytes, start, digits) << 4) | INT)) {
                break;
            }
            i = start + digits;
        }
        at = i;
        return next(depth);
    }

    private long finish(Kind kind, int from, long openLine, long openColumn) {
        if (kind != Kind.LIST) {
            long twice = Distinct.firstTwice(values, stack.slots(), from, stack.size(), kind == Kind.MAP ? 2 : 1);
            if (twice != Distinct.NONE) {
                throw new MalformedHistoryException(
                        openLine,
                        openColumn,
                        "expected each " + (kind == Kind.MAP ? "key once in a map" : "element once in a set")
                                + ", found twice: " + EdnEncoder.shortText(values, twice));
            }
        }
        long handle = values.ofCollection(kind, stack.slots(), from, stack.size());
        stack.drop(from);
        return handle;
    }

    // ---- what begins with #

    private long dispatch(int depth) throws IOException {
        mark = at++;
        int c = peek();
        return switch (c) {
            case '{' -> {
                mark = -1;
                yield collection(Kind.SET, '}', depth);
            }
            case '#', '\'' -> {
                restOfToken();
                long handle = c == '#' ? specialFloat() : values.of(new Symbol(text(mark, at)));
                mark = -1;
                yield handle;
            }
            case ':' -> namespacedMap(depth);
            default -> {
                if (!isLetter(c)) {
                    mark = -1;
                    throw wrong("a tag, { or _ after #");
                }
                restOfToken();
                boolean isUuid = text(mark, at).equals("#uuid");
                mark = -1;
                long tagged = value(depth + 1);
                yield isUuid ? lowerCase(tagged) : tagged;
            }
        };
    }

    /** Of a UUID's text: its digits have no case of their own. */
    private long lowerCase(long text) {
        return values.kind(text) == Kind.STRING ? values.of(values.text(text).toLowerCase(Locale.ROOT)) : text;
    }

    /** Goes behind a tag: {@code #} has been seen, and a letter comes next. */
    final void tag() throws IOException {
        restOfToken();
        mark = -1;
    }

    private long specialFloat() {
        return switch (text(mark, at)) {
            case "##Inf" -> values.of(Double.POSITIVE_INFINITY);
            case "##-Inf" -> values.of(Double.NEGATIVE_INFINITY);
            case "##NaN" -> values.of(Double.NaN);
            default -> throw wrongToken("##Inf, ##-Inf or ##NaN");
        };
    }

    /** {@code #:a{:b 1, :c/d 2, :_/e 3}} is {@code {:a/b 1, :c/d 2, :e 3}}. */
    private long namespacedMap(int depth) throws IOException {
        at++;
        mark = at;
        restOfToken();
        String namespace = text(mark, at);
        mark = -1;
        if (skipBlank() != '{') {
            throw wrong("the { of a map after its namespace");
        }
        long openLine = line();
        long openColumn = column();
        at++;
        int from = stack.size();
        elements(Kind.MAP, '{', '}', openLine, openColumn, depth);
        long[] slots = stack.slots();
        for (int i = from; i < stack.size(); i += 2) {
            if (values.kind(slots[i]) == Kind.KEYWORD) {
                String name = values.text(slots[i]);
                if (name.startsWith("_/") && name.length() > 2) {
                    slots[i] = values.ofKeyword(name.substring(2));
                } else if (name.indexOf('/') < 0) {
                    slots[i] = values.ofKeyword(namespace + "/" + name);
                }
            }
        }
        return finish(Kind.MAP, from, openLine, openColumn);
    }

    // ---- texts

    final long keyword() throws IOException {
        if (at + Long.BYTES + 1 < end) {
            long word = (long) Digits.WORD.get(buffer, at + 1);
            for (int i = 0; i < LATE; i++) {
                if ((word & lateMasks[i]) == lateNames[i] && !IN_TOKEN[buffer[at + 1 + lateLengths[i]] & 0xff]) {
                    at += 1 + lateLengths[i];
                    return lateHandles[i];
                }
            }
        }
        token();
        int length = at - mark - 1;
        boolean isShort = length >= 1 && length <= Long.BYTES && mark + 1 + Long.BYTES <= buffer.length;
        long mask = -1L >>> (64 - 8 * Math.max(1, Math.min(Long.BYTES, length)));
        long name = isShort ? (long) Digits.WORD.get(buffer, mark + 1) & mask : 0;
        long handle = keywordOfToken();
        if (isShort) {
            lateNames[nextLate] = name;
            lateMasks[nextLate] = mask;
            lateLengths[nextLate] = length;
            lateHandles[nextLate] = handle;
            nextLate = (nextLate + 1) % LATE;
        }
        return handle;
    }

    private long keywordOfToken() {
        long handle = keywords.find(buffer, mark + 1, at);
        if (handle < 0) {
            if (at - mark < 2 || buffer[mark + 1] == ':') {
                throw wrongToken("a keyword");
            }
            handle = values.ofKeyword(text(mark + 1, at));
            keywords.keep(buffer, mark + 1, at, handle);
        }
        mark = -1;
        return handle;
    }

    final long string() throws IOException {
        long startLine = line();
        long startColumn = column();
        at++;
        mark = at;
        boolean escapes = false;
        while (true) {
            int i = at;
            byte[] bytes = buffer;
            int stop = end;
            while (i < stop && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] != '\n') {
                i++;
            }
            at = i;
            if (i == stop) {
                if (!fill()) {
                    throw torn("\" to close the string of line " + startLine + ", column " + startColumn);
                }
                continue;
            }
            at++;
            if (bytes[i] == '"') {
                break;
            } else if (bytes[i] == '\n') {
                newline();
            } else {
                escapes = true;
                if (peek() < 0) {
                    throw torn("\" to close the string of line " + startLine + ", column " + startColumn);
                } else if (buffer[at++] == '\n') {
                    newline();
                }
            }
        }
        long handle = strings.find(buffer, mark, at - 1);
        if (handle < 0) {
            String text = decode(mark, at - 1, startLine, startColumn);
            handle = values.ofString(escapes ? EdnEscapes.resolve(text, startLine, startColumn) : text);
            strings.keep(buffer, mark, at - 1, handle);
        }
        mark = -1;
        return handle;
    }

    private long character() throws IOException {
        mark = at++;
        int first = peek();
        if (first < 0 || first <= ' ') {
            mark = -1;
            throw wrong("a character after \\");
        }
        at++;
        restOfToken();
        int c = EdnEscapes.character(text(mark + 1, at));
        if (c < 0) {
            throw wrongToken("a character such as \\a, \\newline or \\u0041");
        }
        mark = -1;
        return values.of((char) c);
    }

    private long symbol() throws IOException {
        token();
        long handle;
        if (is(NIL)) {
            handle = Values.NIL;
        } else if (is(TRUE)) {
            handle = Values.TRUE;
        } else if (is(FALSE)) {
            handle = Values.FALSE;
        } else {
            if (at == mark) {
                throw wrong("a value");
            }
            handle = values.of(new Symbol(text(mark, at)));
        }
        mark = -1;
        return handle;
    }

    private boolean is(byte[] word) {
        return Arrays.equals(buffer, mark, at, word, 0, word.length);
    }

    /** The text of {@code buffer[from, to)}, which lies on this line. */
    private String text(int from, int to) {
        return decode(from, to, line(), markColumn());
    }

    /** Bad bytes are not replaced: two values that differ must not become one. */
    private String decode(int from, int to, long atLine, long atColumn) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedHistoryException(atLine, atColumn, "expected UTF-8, found other bytes");
        }
    }

    // ---- numbers

    private long numberOrSymbol() throws IOException {
        mark = at++;
        int c = peek();
        at = mark;
        mark = -1;
        return c >= '0' && c <= '9' ? number() : symbol();
    }

    private long number() throws IOException {
        token();
        byte[] bytes = buffer;
        int i = mark;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') {
            i++;
        }
        long handle;
        int digits = at - i;
        if (digits <= MOST_DIGITS && (bytes[i] != '0' || digits == 1)) {
            long number = 0;
            for (; i < at && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                number = 10 * number + bytes[i] - '0';
            }
            handle = i == at ? values.ofLong(negative ? -number : number) : otherNumber();
        } else {
            handle = otherNumber();
        }
        mark = -1;
        return handle;
    }

    private long otherNumber() {
        if (at - mark > EdnNumbers.MAX_LENGTH) {
            throw wrongToken("a number of at most " + EdnNumbers.MAX_LENGTH + " characters");
        }
        Object number = EdnNumbers.parse(text(mark, at));
        if (number == null) {
            throw wrongToken("a number");
        }
        return values.of(number);
    }
}
