package io.ordeal.targets.cache;

/** A register's value and its version in the database, as a cache has them: {@code VERSION:VALUE}. */
record VersionedValue(long version, long value) {
    private static final char BETWEEN = ':';

    static VersionedValue parse(String text) {
        int between = text.indexOf(BETWEEN);
        return new VersionedValue(
                Long.parseLong(text.substring(0, between)), Long.parseLong(text.substring(between + 1)));
    }

    @Override
    public String toString() {
        return version + "" + BETWEEN + value;
    }
}
