package io.ordeal.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes markup; what is text is escaped, so that no value can become markup. */
public final class Html {
    private final Appendable out;

    /** @param out where it goes; what it throws comes out as {@link UncheckedIOException} */
    public Html(Appendable out) {
        this.out = out;
    }

    /** Markup as it stands. Never a value. */
    public Html raw(String markup) {
        try {
            out.append(markup);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** As it is to be read. */
    public Html text(String text) {
        return raw(escape(text));
    }

    /** {@code <tag class="…">text</tag>} and a newline. */
    public Html element(String tag, String cssClass, String text) {
        return open(tag, cssClass).text(text).raw("</" + tag + ">\n");
    }

    /** {@code <tag class="…">}. */
    public Html open(String tag, String cssClass) {
        return raw(cssClass.isEmpty() ? "<" + tag + ">" : "<" + tag + " class=\"" + escape(cssClass) + "\">");
    }

    /** The text as it stands between tags, or in an attribute. O(n). */
    public static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String entity = switch (c) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                case '\'' -> "&#39;";
                default -> null;
            };
            if (entity != null && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped != null) {
                escaped.append(entity == null ? String.valueOf(c) : entity);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    /** JSON that can stand in a script element: {@code </script>} and {@code <!--} can't occur in it. */
    static String scriptSafe(String json) {
        return json.replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
