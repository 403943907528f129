package io.ordeal.history.io;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Ratio;
import io.ordeal.history.Symbol;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EDN lines. */
final class EdnEncoder extends HistoryEncoder {
    private static final int SHORT = 60;
    private static final boolean[] IN_NAME = new boolean[0x80];

    static {
        for (char c = '!'; c < 0x7f; c++) {
            IN_NAME[c] = "\",;()[]{}\\`@^~".indexOf(c) < 0;
        }
    }

    /** A value's text for a message, shortened; of a collection, only what it is. */
    static String shortText(Values values, long handle) {
        return switch (values.kind(handle)) {
            case LIST -> "a list";
            case MAP -> "a map";
            case SET -> "a set";
            default -> {
                EdnEncoder encoder = new EdnEncoder();
                encoder.handle(values, handle);
                yield shortText(encoder.text());
            }
        };
    }

    static String shortText(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }

    @Override
    void head(int index, long timeNanos, int process, OpType type, String f) {
        out.ascii("{:index ");
        out.integer(index);
        if (timeNanos != Op.NO_TIME) {
            out.ascii(", :time ");
            out.integer(timeNanos);
        }
        out.ascii(", :process ");
        if (process == Op.NEMESIS) {
            out.ascii(":nemesis");
        } else {
            out.integer(process);
        }
        out.ascii(", :type :");
        out.ascii(type.wire());
        out.ascii(", :f ");
        keyword(f);
        out.ascii(", :value ");
    }

    @Override
    void errorKey() {
        out.ascii(", :error ");
    }

    @Override
    void separator() {
        out.ascii(", ");
    }

    @Override
    void eventKey(String name) {
        keyword(name);
        out.ascii(' ');
    }

    @Override
    void foot() {
        out.ascii("}\n");
    }

    @Override
    void nil() {
        out.ascii("nil");
    }

    /** A name that no keyword can have (one with a blank, say, that came from JSON) is written as a string. */
    @Override
    void keyword(String name) {
        if (!isName(name) || name.charAt(0) == ':') {
            out.quoted(name);
            return;
        }
        out.ascii(':');
        out.utf8(name, 0, name.length());
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80 ? !IN_NAME[c] : Character.isSurrogate(c)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    @Override
    void string(String text) {
        out.quoted(text);
    }

    @Override
    void other(Object value) {
        if (value instanceof BigInteger || value instanceof Ratio) {
            out.ascii(value.toString());
        } else if (value instanceof BigDecimal) {
            out.ascii(value.toString());
            out.ascii('M');
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            out.ascii(
                    Double.isNaN(number)
                            ? "##NaN"
                            : Double.isInfinite(number) ? number > 0 ? "##Inf" : "##-Inf" : Double.toString(number));
        } else if (value instanceof Character c) {
            character(c);
        } else if (value instanceof Symbol symbol && isSymbol(symbol.name())) {
            out.utf8(symbol.name(), 0, symbol.name().length());
        } else {
            out.quoted(value.toString());
        }
    }

    private void character(char c) {
        out.ascii('\\');
        switch (c) {
            case '\n' -> out.ascii("newline");
            case ' ' -> out.ascii("space");
            case '\t' -> out.ascii("tab");
            case '\r' -> out.ascii("return");
            case '\b' -> out.ascii("backspace");
            case '\f' -> out.ascii("formfeed");
            default -> {
                if (c > ' ' && c < 0x7f) {
                    out.ascii(c);
                } else {
                    out.truncate(out.length() - 1);
                    out.unicodeEscape(c);
                }
            }
        }
    }

    /** Whether a name would be read again as this symbol, and not as something else. */
    private static boolean isSymbol(String name) {
        if (!isName(name) || name.equals("nil") || name.equals("true") || name.equals("false")) {
            return false;
        }
        char first = name.charAt(0);
        if (first == '#') {
            return name.length() > 1 && name.charAt(1) == '\'';
        }
        boolean signed = first == '-' || first == '+';
        char digit = signed && name.length() > 1 ? name.charAt(1) : first;
        return first != ':' && !(digit >= '0' && digit <= '9');
    }

    @Override
    void open(Kind kind) {
        out.ascii(kind == Kind.LIST ? "[" : kind == Kind.MAP ? "{" : "#{");
    }

    @Override
    void close(Kind kind) {
        out.ascii(kind == Kind.LIST ? ']' : '}');
    }

    @Override
    void separate(Kind kind, int i) {
        if (i == 0) {
            return;
        }
        if (kind == Kind.MAP && i % 2 == 0) {
            out.ascii(", ");
        } else {
            out.ascii(' ');
        }
    }

    @Override
    boolean arePlainKeys(Map<?, ?> map) {
        return true;
    }

    @Override
    boolean arePlainKeys(Values values, long map) {
        return true;
    }

    @Override
    void mapKey(@Nullable Object key, int depth, boolean plain) {
        element(key, depth);
    }

    @Override
    void mapKey(Values values, long key, boolean plain) {
        handle(values, key);
    }
}
