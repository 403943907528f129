package io.ordeal.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Who unmounts what is mounted if this process ends without having done so. */
public interface MountWatch {
    /**
     * A file system is about to be mounted.
     *
     * @throws IOException nobody would unmount it: it must not be mounted
     */
    void mounting(Path folder) throws IOException;

    /** It is unmounted. */
    void unmounted(Path folder);
}
