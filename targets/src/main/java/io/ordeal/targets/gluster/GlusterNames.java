package io.ordeal.targets.gluster;

import io.ordeal.targets.parts.RenameLock;
import java.io.IOException;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files of which the names alone count; what they take for a folder is what the name begins with. */
record GlusterNames(GlusterMount mount) implements RenameLock.Files {
    @Override
    public boolean make(String path) throws Exception {
        try {
            mount.open(flat(path), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                    .close();
            return true;
        } catch (IOException failed) {
            GlusterError error = GlusterError.of(failed);
            if (error == GlusterError.EXISTS) {
                return false;
            }
            throw error.exception(failed);
        }
    }

    @Override
    public boolean rename(String from, String to) throws Exception {
        try {
            mount.rename(flat(from), flat(to));
            return true;
        } catch (IOException failed) {
            GlusterError error = GlusterError.of(failed);
            if (error == GlusterError.NOT_THERE) {
                return false;
            }
            throw error.exception(failed);
        }
    }

    @Override
    public List<String> names(String folder) throws IOException {
        String prefix = flat(folder + "/");
        return mount.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private static String flat(String path) {
        return path.replace('/', '.');
    }

    @Override
    public void close() throws IOException {
        mount.close();
    }
}
