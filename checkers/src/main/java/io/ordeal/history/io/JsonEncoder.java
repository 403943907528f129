package io.ordeal.history.io;

import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON lines; {@link Notation#JSON_LINES} tells what they lose. */
final class JsonEncoder extends HistoryEncoder {
    @Override
    void head(int index, long timeNanos, int process, OpType type, String f) {
        out.ascii("{\"index\":");
        out.integer(index);
        if (timeNanos != Op.NO_TIME) {
            out.ascii(",\"time\":");
            out.integer(timeNanos);
        }
        out.ascii(",\"process\":");
        if (process == Op.NEMESIS) {
            out.ascii("\"nemesis\"");
        } else {
            out.integer(process);
        }
        out.ascii(",\"type\":\"");
        out.ascii(type.wire());
        out.ascii("\",\"f\":");
        string(f);
        out.ascii(",\"value\":");
    }

    @Override
    void errorKey() {
        out.ascii(",\"error\":");
    }

    @Override
    void separator() {
        out.ascii(',');
    }

    @Override
    void eventKey(String name) {
        if (isUnicode(name)) {
            string(name);
        } else {
            mapKey(name, 0, false);
        }
        out.ascii(':');
    }

    @Override
    void foot() {
        out.ascii("}\n");
    }

    @Override
    void nil() {
        out.ascii("null");
    }

    @Override
    void keyword(String name) {
        out.quoted(name);
    }

    @Override
    void string(String text) {
        out.quoted(text);
    }

    @Override
    void other(Object value) {
        if (value instanceof BigInteger || value instanceof BigDecimal) {
            out.ascii(value.toString());
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                out.ascii(Double.toString(number));
            } else {
                out.quoted(Double.toString(number));
            }
        } else {
            out.quoted(value.toString());
        }
    }

    @Override
    void open(Kind kind) {
        out.ascii(kind == Kind.MAP ? '{' : '[');
    }

    @Override
    void close(Kind kind) {
        out.ascii(kind == Kind.MAP ? '}' : ']');
    }

    @Override
    void separate(Kind kind, int i) {
        if (i > 0) {
            out.ascii(kind == Kind.MAP && i % 2 == 1 ? ':' : ',');
        }
    }

    // ---- keys: what differs in EDN must differ here too, or the object has one key twice

    @Override
    boolean arePlainKeys(Map<?, ?> map) {
        boolean strings = false;
        boolean keywords = false;
        for (Object key : map.keySet()) {
            if (key instanceof String text && isUnicode(text)) {
                strings = true;
            } else if (key instanceof Keyword keyword && isUnicode(keyword.name())) {
                keywords = true;
            } else {
                return false;
            }
        }
        return !(strings && keywords);
    }

    @Override
    boolean arePlainKeys(Values values, long map) {
        boolean strings = false;
        boolean keywords = false;
        int slots = 2 * values.size(map);
        for (int i = 0; i < slots; i += 2) {
            long key = values.element(map, i);
            Kind kind = values.kind(key);
            strings |= kind == Kind.STRING;
            keywords |= kind == Kind.KEYWORD;
            if ((kind != Kind.STRING && kind != Kind.KEYWORD) || !isUnicode(values.text(key))) {
                return false;
            }
        }
        return !(strings && keywords);
    }

    @Override
    void mapKey(@Nullable Object key, int depth, boolean plain) {
        if (!plain) {
            EdnEncoder edn = new EdnEncoder();
            edn.element(key, depth);
            string(edn.text());
        } else if (key instanceof Keyword keyword) {
            string(keyword.name());
        } else {
            string(String.valueOf(key));
        }
    }

    @Override
    void mapKey(Values values, long key, boolean plain) {
        if (plain) {
            string(values.text(key));
        } else {
            EdnEncoder edn = new EdnEncoder();
            edn.handle(values, key);
            string(edn.text());
        }
    }

    /** Whether a text has no half surrogate pairs: readers of JSON take them in strings, but not in keys. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
