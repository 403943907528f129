package io.ordeal.targets.cache;

/** The database has a write, and the cache may not: whatever was said of the one, the other is no proof of no effect. */
final class UntoldCacheException extends Exception {
    UntoldCacheException(Exception cause) {
        super("written, but the cache may not know of it: " + cause, cause);
    }
}
