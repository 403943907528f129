package io.ordeal.targets.parts;

/**
 * The text of a file that a server reads by {@link java.util.Properties#load(java.io.InputStream)}, which takes its bytes for
 * Latin-1: a path with another letter in it would name another folder, and the server would keep its data there.
 */
public final class JavaProperties {
    private static final int LAST_ASCII = 126;

    private JavaProperties() {}

    /** A value as it is to stand behind the equals sign. */
    public static String value(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c > LAST_ASCII || c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
