package io.ordeal.toxiproxy.framing;

/**
 * Lines, and bulks of announced length; a message is one value with all that it is made of. A client may also write a
 * command as a plain line.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP</a>
 */
final class Resp extends Boundaries {
    private static final int MOST_DIGITS = 18;
    private static final byte INLINE = 'i';

    private enum At {
        TYPE,
        LINE,
        BULK_CR,
        BULK_LF
    }

    private At at = At.TYPE;
    private byte type;

    /** Values of this message that are still to come. */
    private long pending = 1;

    /** Whether a part of the message has come. */
    private boolean within;

    private long number;
    private int digits;
    private boolean negative;

    @Override
    void step(byte next) {
        switch (at) {
            case TYPE -> type(next);
            case LINE -> line(next);
            case BULK_CR -> expect(next, (byte) '\r', At.BULK_LF);
            case BULK_LF -> {
                expect(next, (byte) '\n', At.TYPE);
                value();
            }
        }
    }

    private void expect(byte next, byte expected, At then) {
        if (next == expected) {
            at = then;
        } else {
            lose();
        }
    }

    private void type(byte next) {
        boolean known = "+-:$*_#,(!=%~>|".indexOf(next) >= 0;
        if (!known && within) {
            lose();
            return;
        }
        type = known ? next : INLINE;
        within = true;
        number = 0;
        digits = 0;
        negative = false;
        at = At.LINE;
        if (next == '\n') {
            lineEnds();
        }
    }

    private void line(byte next) {
        if (next == '\n') {
            lineEnds();
        } else if (isCounted() && next != '\r') {
            if (next == '-' && digits == 0) {
                negative = true;
            } else if (next >= '0' && next <= '9' && digits < MOST_DIGITS) {
                number = number * 10 + next - '0';
                digits++;
            } else {
                lose();
            }
        }
    }

    private boolean isCounted() {
        return "$*!=%~>|".indexOf(type) >= 0;
    }

    private void lineEnds() {
        at = At.TYPE;
        long count = negative ? -1 : number;
        if (isCounted() && digits == 0) {
            lose();
            return;
        }
        switch (type) {
            case '$', '!', '=' -> {
                if (count >= 0) {
                    at = At.BULK_CR;
                    skip(count);
                    return;
                }
            }
            case '*', '~', '>' -> pending += Math.max(0, count);
            case '%' -> pending += 2 * Math.max(0, count);
            // attributes stand before the value that they are of
            case '|' -> pending += 2 * Math.max(0, count) + 1;
            default -> {}
        }
        value();
    }

    private void value() {
        if (isLost()) {
            return;
        }
        pending--;
        if (pending > LONGEST_BYTES) {
            lose();
        } else if (pending == 0) {
            pending = 1;
            within = false;
            endAfter(0);
        }
    }
}
