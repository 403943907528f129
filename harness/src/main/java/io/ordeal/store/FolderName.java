package io.ordeal.store;

import java.util.regex.Pattern;

/** A name that becomes a folder, below that of all results: it must not lead elsewhere. */
public final class FolderName {
    private static final Pattern FIT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]{0,99}");

    private FolderName() {}

    /**
     * The name, if it can be one.
     *
     * @param what has it, e.g. {@code target}
     * @throws IllegalArgumentException it can't
     */
    public static String require(String what, String name) {
        if (!FIT.matcher(name).matches()) {
            throw new IllegalArgumentException("a " + what
                    + "'s name becomes a folder, and is made of at most 100 letters,"
                    + " digits, dots, dashes and underscores, not beginning with a dot or a dash; it can't be '" + name
                    + "'");
        }
        return name;
    }
}
