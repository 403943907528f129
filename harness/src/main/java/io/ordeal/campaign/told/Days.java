package io.ordeal.campaign.told;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Nights, moments and commits, as they are printed. */
final class Days {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int COMMIT_LETTERS = 10;

    private Days() {}

    static String of(long night) {
        return LocalDate.ofEpochDay(night).toString();
    }

    /** In UTC, to the minute. */
    static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }

    static String shortened(String revision) {
        return revision.length() > COMMIT_LETTERS ? revision.substring(0, COMMIT_LETTERS) : revision;
    }
}
