package io.ordeal.cluster.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that a Compose file speaks of: those of this process, and those of a file {@code .env} beside it. */
final class Variables {
    /** {@code $$}, {@code $NAME}, <code>${NAME}</code>, and with a default or a complaint for one that is not set. */
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^{}]*))?}|(.?))");

    private final Function<String, Optional<String>> known;

    Variables(Function<String, Optional<String>> known) {
        this.known = known;
    }

    /** Those of this process, which win, and of the file {@code .env} of a folder. */
    static Variables in(Path folder) throws IOException {
        Map<String, String> beside =
                Files.isRegularFile(folder.resolve(".env")) ? read(folder.resolve(".env")) : Map.of();
        return new Variables(
                name -> Optional.ofNullable(System.getenv(name)).or(() -> Optional.ofNullable(beside.get(name))));
    }

    /** A file of variables: {@code NAME=value} a line; a value may be in quotes, and a line a comment. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip().replaceFirst("^export\\s+", "");
            int equals = text.indexOf('=');
            if (!text.isEmpty() && !text.startsWith("#") && equals > 0) {
                variables.put(
                        text.substring(0, equals).strip(),
                        unquoted(text.substring(equals + 1).strip()));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        if (value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.endsWith(value.substring(0, 1))) {
            return value.substring(1, value.length() - 1);
        }
        return value.replaceFirst("\\s+#.*$", "");
    }

    /** The value of one; empty if it is not set. */
    Optional<String> find(String name) {
        return known.apply(name);
    }

    /**
     * A text with the values in the place of the variables.
     *
     * @throws IllegalArgumentException one is not set, and has no default; or a dollar begins none
     */
    String fill(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher, text)));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(Matcher matcher, String text) {
        if (matcher.group(1) != null) {
            return "$";
        }
        String name = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        if (name == null) {
            throw new IllegalArgumentException("a dollar begins no variable in " + text + "; one of your own is $$");
        }
        @Nullable String how = matcher.group(4);
        Optional<String> value = find(name).filter(found -> how == null || !how.startsWith(":") || !found.isEmpty());
        if (how != null && how.endsWith("+")) {
            return value.isPresent() ? matcher.group(5) : "";
        }
        if (how != null && how.endsWith("-")) {
            return value.orElse(matcher.group(5));
        }
        return value.orElseThrow(() -> new IllegalArgumentException("the variable " + name + " is not set"
                + (how == null || matcher.group(5).isEmpty() ? "" : " (" + matcher.group(5) + ")")
                + ", neither in the environment nor in a file .env; a default is said as ${" + name + ":-…}"));
    }
}
