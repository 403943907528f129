package io.ordeal.software;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Maven has downloaded so far, by its own log.
 *
 * @param files jars and POMs; of checksums it says nothing
 * @param bytes as exactly as Maven tells
 */
record MavenDownloads(int files, long bytes) {
    static final MavenDownloads NONE = new MavenDownloads(0, 0);

    private static final Pattern DOWNLOADED = Pattern.compile("Downloaded from .* \\(([0-9.]+) (B|kB|MB|GB) at .*\\)");

    static MavenDownloads of(Stream<String> log) {
        return log.map(DOWNLOADED::matcher)
                .filter(Matcher::find)
                .map(found -> new MavenDownloads(
                        1, (long) (Double.parseDouble(found.group(1)) * unit(String.valueOf(found.group(2))))))
                .reduce(NONE, MavenDownloads::and);
    }

    private static long unit(String name) {
        return switch (name) {
            case "kB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            default -> 1;
        };
    }

    private MavenDownloads and(MavenDownloads other) {
        return new MavenDownloads(files + other.files, bytes + other.bytes);
    }

    /** As {@code 12 files, 34.5 MB}. */
    @Override
    public String toString() {
        return files + (files == 1 ? " file, " : " files, ") + megabytes(bytes);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
