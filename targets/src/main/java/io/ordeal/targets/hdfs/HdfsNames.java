package io.ordeal.targets.hdfs;

import io.ordeal.targets.parts.RenameLock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** Files of which the names alone count. Each change of them is one call to the name node, and is done by it or not. */
record HdfsNames(HadoopFiles files) implements RenameLock.Files {
    @Override
    public boolean make(String path) throws Exception {
        try {
            files.create(path).close();
            return true;
        } catch (IOException failed) {
            HdfsError error = HdfsError.of(failed);
            // who makes it writes it until he has closed it
            if (error == HdfsError.EXISTS || error == HdfsError.LEASE_HELD) {
                return false;
            }
            throw error.exception(failed);
        }
    }

    @Override
    public boolean rename(String from, String to) throws Exception {
        try {
            return files.rename(from, to);
        } catch (IOException failed) {
            throw HdfsError.of(failed).exception(failed);
        }
    }

    @Override
    public List<String> names(String folder) throws IOException {
        try {
            return files.names(folder);
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
