package io.ordeal.fault.kinds;

import io.ordeal.names.NearestNames;
import io.ordeal.toxiproxy.MessageRule;
import io.ordeal.toxiproxy.MessageRule.Act;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which messages, as a fault says it: {@code from=3+with=INCR%20x}. */
final class MessageWords {
    private static final String FROM = "from";
    private static final String WITH = "with";
    private static final String EVERY = "every";
    private static final String TIMES = "times";
    private static final String PAST = "past";

    private MessageWords() {}

    /** What may be said, for lists and messages. */
    static List<String> forms(Act act) {
        List<String> forms = new ArrayList<>(List.of(FROM + "=N", WITH + "=TEXT%20AND%0D"));
        switch (act) {
            case HOLD -> {}
            case REPEAT -> forms.addAll(List.of(EVERY, TIMES + "=N"));
            case REORDER -> forms.addAll(List.of(EVERY, PAST + "=N"));
        }
        return forms;
    }

    /** What is meant if nothing is said. */
    static MessageRule everything(Act act) {
        return new MessageRule(act, 1, Optional.empty(), act != Act.HOLD, 1);
    }

    /**
     * Reads words with a + between them.
     *
     * @throws IllegalArgumentException with what is wrong, and what there is, the nearest first
     */
    static MessageRule parse(Act act, String words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String word : words.split("[+]", -1)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean known = forms(act).stream().anyMatch(form -> form.equals(name) || form.startsWith(name + "="));
            if (!known || name.equals(EVERY) != equals < 0) {
                throw new IllegalArgumentException(NearestNames.unknown("word for messages", word, forms(act))
                        + "; several have a + between them");
            }
            if (said.put(name, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("'" + words + "' says " + name + " twice");
            }
        }
        String count = act == Act.REPEAT ? TIMES : PAST;
        return new MessageRule(
                act,
                number(said, FROM),
                Optional.ofNullable(said.get(WITH)).map(MessageWords::bytes),
                said.containsKey(EVERY),
                Math.toIntExact(number(said, count)));
    }

    private static long number(Map<String, String> said, String name) {
        String text = said.getOrDefault(name, "1");
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "expected a number from 1 for " + name + ", such as " + name + "=3, found: " + text);
        }
        return Long.parseLong(text);
    }

    /** A char a byte. What is not an ASCII letter or digit may be written %XX, and what the grammar uses must be. */
    private static String bytes(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                String hex = text.substring(i + 1, Math.min(text.length(), i + 3));
                if (!hex.matches("[0-9A-Fa-f]{2}")) {
                    throw new IllegalArgumentException("expected two hexadecimal digits behind each % of with=, such as"
                            + " %0D for a carriage return or %25 for a percent sign, found: %" + hex);
                }
                c = (char) Integer.parseInt(hex, 16);
                i += 2;
            } else if (c > 0x7e || c < ' ') {
                throw new IllegalArgumentException("with= takes bytes: write " + c + " as its UTF-8 bytes, %XX each");
            }
            bytes.append(c);
        }
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException("with= lacks the bytes that a message must hold, such as with=INCR");
        }
        return bytes.toString();
    }
}
