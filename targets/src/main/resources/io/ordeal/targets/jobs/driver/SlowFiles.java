package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Files of this machine, as on a store where to rename is to copy: each rename takes its time, and is all there or not at all. The
 * second algorithm was made for such.
 */
public final class SlowFiles extends RawLocalFileSystem {
    /** What stands before its paths; {@code fs.slowly.impl} names this class. */
    static final String SCHEME = "slowly";

    private static final long RENAME_MILLIS = 20;

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        try {
            Thread.sleep(RENAME_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before " + from + " was renamed");
        }
        return super.rename(from, to);
    }
}
