package io.ordeal.targets.file;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a file, told all at once, in the order of its lines. */
final class Mistakes {
    private static final Pattern LINE = Pattern.compile("line (\\d{1,9}).*", Pattern.DOTALL);

    private final Set<String> sentences = new LinkedHashSet<>();

    /**
     * Reads a part of the file that others can be read without.
     *
     * @return what it says; empty if something is wrong with it, which is kept
     */
    <T> Optional<T> keep(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (IllegalArgumentException wrong) {
            sentences.add(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException something is wrong so far */
    void tell() {
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "; ",
                    sentences.stream()
                            .sorted(Comparator.comparingInt(Mistakes::line))
                            .toList()));
        }
    }

    /** What has none is about the whole, and comes first. */
    private static int line(String sentence) {
        Matcher line = LINE.matcher(sentence);
        return line.matches() ? Integer.parseInt(line.group(1)) : 0;
    }
}
