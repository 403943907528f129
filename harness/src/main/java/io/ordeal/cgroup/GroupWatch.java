package io.ordeal.cgroup;

import java.io.IOException;
import java.nio.file.Path;

/** Is told of groups before they are made and after they are gone, to undo and remove what is left. */
public interface GroupWatch {
    /** @throws IOException nobody would remove it: it must not be made */
    void making(Path group) throws IOException;

    void removed(Path group);
}
