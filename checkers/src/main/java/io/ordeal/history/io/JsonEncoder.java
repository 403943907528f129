package io.ordeal.history.io;

import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.Values.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
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
        string(name);
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

    @Override
    void mapKey(@Nullable Object key, int depth) {
        if (key instanceof String text) {
            string(text);
        } else if (key instanceof Keyword keyword) {
            keyword(keyword.name());
        } else {
            EdnEncoder edn = new EdnEncoder();
            edn.element(key, depth);
            string(edn.text());
        }
    }

    @Override
    void mapKey(Values values, long key) {
        Kind kind = values.kind(key);
        if (kind == Kind.STRING || kind == Kind.KEYWORD) {
            string(values.text(key));
        } else {
            EdnEncoder edn = new EdnEncoder();
            edn.handle(values, key);
            string(edn.text());
        }
    }
}
