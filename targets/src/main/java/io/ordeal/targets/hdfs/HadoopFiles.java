package io.ordeal.targets.hdfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client of HDFS, as Hadoop has it: a session of its own, that shares no connection. For one thread. What its exceptions mean,
 * {@link HdfsError} says.
 */
final class HadoopFiles implements AutoCloseable {
    private final Hadoop hadoop;
    private final Hadoop.Type type;
    private final Object fileSystem;

    private HadoopFiles(Hadoop hadoop, Object fileSystem) {
        this.hadoop = hadoop;
        this.type = hadoop.type("hdfs.DistributedFileSystem");
        this.fileSystem = fileSystem;
    }

    /**
     * Connects to nobody yet.
     *
     * @param nameNode where its calls go
     * @param settings of the client, beside those of Hadoop's own
     */
    static HadoopFiles open(Hadoop hadoop, InetSocketAddress nameNode, Map<String, String> settings)
            throws IOException {
        Hadoop.Type configurations = hadoop.type("conf.Configuration");
        Object configuration = hadoop.type("hdfs.HdfsConfiguration").make();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            configurations.call(configuration, "set", setting.getKey(), setting.getValue());
        }
        URI uri = URI.create("hdfs://" + HadoopServer.text(nameNode));
        return new HadoopFiles(
                hadoop, hadoop.type("fs.FileSystem").callStatic("newInstance", uri, configuration, HadoopServer.USER));
    }

    /** Makes a file that is not there, and is its writer. */
    Writer create(String file) throws IOException {
        return new Writer(hadoop, (OutputStream) type.call(fileSystem, "create", path(file), false));
    }

    /** Becomes the writer of a file that nobody writes. */
    Writer append(String file) throws IOException {
        return new Writer(hadoop, (OutputStream) type.call(fileSystem, "append", path(file)));
    }

    /**
     * Has the name node take a file from its writer.
     *
     * @return whether nobody writes it any more; else that is under way
     */
    boolean recoverLease(String file) throws IOException {
        return (boolean) type.call(fileSystem, "recoverLease", path(file));
    }

    /** @return whether it was there */
    boolean delete(String file) throws IOException {
        return (boolean) type.call(fileSystem, "delete", path(file), false);
    }

    /**
     * Gives a file another name, in one step.
     *
     * @return whether it has it; if not, there is no such file, or another has that name
     */
    boolean rename(String file, String to) throws IOException {
        return (boolean) type.call(fileSystem, "rename", path(file), path(to));
    }

    /** The names of what is in a folder, as they were at some moment. */
    List<String> names(String folder) throws IOException {
        Hadoop.Type statuses = hadoop.type("fs.FileStatus");
        Hadoop.Type paths = hadoop.type("fs.Path");
        List<String> names = new ArrayList<>();
        for (Object status : (Object[]) type.call(fileSystem, "listStatus", path(folder))) {
            names.add((String) paths.call(statuses.call(status, "getPath"), "getName"));
        }
        return names;
    }

    /** When a file was made, or written last, by the name node's clock: milliseconds since 1970. */
    long modified(String file) throws IOException {
        Object status = type.call(fileSystem, "getFileStatus", path(file));
        return (long) hadoop.type("fs.FileStatus").call(status, "getModificationTime");
    }

    /** Reads a file from a byte on, as far as it was flushed; nothing where it has fewer bytes. */
    String read(String file, long from) throws IOException {
        try (InputStream in = (InputStream) type.call(fileSystem, "open", path(file))) {
            try {
                hadoop.type("fs.FSDataInputStream").call(in, "seek", from);
            } catch (EOFException shorter) {
                // nobody is asked by this; a connection that ends in the midst of a call is an EOFException, too, and
                // no answer
                return "";
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Object path(String file) throws IOException {
        return hadoop.type("fs.Path").make("/" + file);
    }

    @Override
    public void close() throws IOException {
        type.call(fileSystem, "close");
    }

    /** A file's writer. */
    static final class Writer implements AutoCloseable {
        private final Hadoop.Type type;
        private final OutputStream stream;
        private final Hadoop hadoop;

        Writer(Hadoop hadoop, OutputStream stream) {
            this.hadoop = hadoop;
            this.type = hadoop.type("fs.FSDataOutputStream");
            this.stream = stream;
        }

        /** Where what is written next will stand, in bytes from the beginning of the file. */
        long position() throws IOException {
            return (long) type.call(stream, "getPos");
        }

        /** Writes, and has it come to all data nodes that are in the pipeline. */
        void flush(String text) throws IOException {
            write(text);
            type.call(stream, "hflush");
        }

        /** Writes, and has it come to their disks. */
        void sync(String text) throws IOException {
            write(text);
            type.call(stream, "hsync");
        }

        private void write(String text) throws IOException {
            stream.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** The number that the name node gave the file when it was made: higher than those of all that were made before. */
        long fileNumber() throws IOException {
            Object wrapped = type.call(stream, "getWrappedStream");
            return (long) hadoop.type("hdfs.DFSOutputStream").call(wrapped, "getFileId");
        }

        /** Gives up the file: others may write it. */
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
