package io.ordeal.store;

import java.nio.file.Path;

/** A run's {@code test.json} can't be understood; the message says which, what is wrong in it, and where. */
public final class MalformedRunException extends IllegalArgumentException {
    MalformedRunException(Path file, IllegalArgumentException wrong) {
        super(file + ": " + wrong.getMessage(), wrong);
    }
}
