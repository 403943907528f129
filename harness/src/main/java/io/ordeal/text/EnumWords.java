package io.ordeal.text;

import io.ordeal.names.NearestNames;
import java.util.Arrays;
import java.util.Locale;

/** An enum's constants as people type them and files have them: {@code SWARM} as {@code swarm}, {@code IN_JVM} as {@code in-jvm}. */
public final class EnumWords {
    private EnumWords() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a word.
     *
     * @param what the word is for, as the message says it: {@code way to draw faults}
     * @throws IllegalArgumentException there is none; the message tells those that exist, the nearest first
     */
    public static <E extends Enum<E>> E named(Class<E> type, String what, String word) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(each -> of(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                        what, word, Arrays.stream(all).map(EnumWords::of).toList())));
    }
}
