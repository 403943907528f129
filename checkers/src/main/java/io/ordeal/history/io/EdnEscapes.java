package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;

/** The escapes of EDN's strings and the names of its characters. */
final class EdnEscapes {
    private EdnEscapes() {}

    /** A string's text with its escapes resolved. The place is where the string begins. */
    static String resolve(String raw, long line, long column) {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(i++);
            int simple = simple(escape);
            if (simple >= 0) {
                text.append((char) simple);
                continue;
            }
            int digits = escape == 'u' ? 4 : octalDigits(raw, i - 1);
            int from = escape == 'u' ? i : i - 1;
            int code =
                    digits == 0 ? -1 : number(raw, from, Math.min(from + digits, raw.length()), escape == 'u' ? 16 : 8);
            if (code < 0 || from + digits > raw.length()) {
                throw new MalformedHistoryException(
                        line,
                        column,
                        "expected \\\\, \\\", \\n, \\t, \\r, \\b, \\f or \\uXXXX in this string, found \\" + escape);
            }
            text.append((char) code);
            i = from + digits;
        }
        return text.toString();
    }

    /** The character named after a backslash, or −1. */
    static int character(String name) {
        if (name.length() == 1) {
            return name.charAt(0);
        }
        int digits = name.length() - 1;
        return switch (name) {
            case "newline" -> '\n';
            case "space" -> ' ';
            case "tab" -> '\t';
            case "return" -> '\r';
            case "backspace" -> '\b';
            case "formfeed" -> '\f';
            default -> {
                if (name.charAt(0) == 'u' && digits == 4) {
                    yield number(name, 1, name.length(), 16);
                } else if (name.charAt(0) == 'o' && digits <= 3) {
                    int code = number(name, 1, name.length(), 8);
                    yield code <= 0xff ? code : -1;
                }
                yield -1;
            }
        };
    }

    private static int simple(char escape) {
        return switch (escape) {
            case '\\', '"' -> escape;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> -1;
        };
    }

    /** How many octal digits come, at most three, and two where three would be beyond a byte. */
    private static int octalDigits(String text, int from) {
        int n = 0;
        while (n < 3 && from + n < text.length() && text.charAt(from + n) >= '0' && text.charAt(from + n) <= '7') {
            n++;
        }
        return n == 3 && text.charAt(from) > '3' ? 2 : n;
    }

    private static int number(String text, int from, int to, int radix) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || text.charAt(i) >= 0x80) {
                return -1;
            }
            number = radix * number + digit;
        }
        return number;
    }
}
