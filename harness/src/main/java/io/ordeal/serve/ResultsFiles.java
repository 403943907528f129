package io.ordeal.serve;

import io.ordeal.serve.index.RunId;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a results' folder, and no other: a path is a list of names, each of which must be that of an entry of the folder
 * before; links, hidden files and what is no plain file are not there.
 */
final class ResultsFiles {
    /**
     * A page that a run or a night has left may run its script, for which it was written, but as a page of nowhere: it sees
     * neither this server's pages nor may it ask for any.
     */
    private static final String LEFT_PAGE = "sandbox allow-scripts allow-downloads allow-popups; default-src 'none';"
            + " script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

    private static final List<String> TEXTS =
            List.of("edn", "log", "txt", "md", "yaml", "yml", "json", "jsonl", "xml", "conf", "cfg", "properties");

    private final Path root;

    /** @param results the folder itself may be a link, or lie behind one */
    ResultsFiles(Path results) throws IOException {
        root = results.toRealPath();
    }

    Path root() {
        return root;
    }

    /** What has these names; empty if nothing has, or it is not to be reached. */
    Optional<Path> find(List<String> names) {
        Path at = root;
        for (String name : names) {
            if (!isName(name)) {
                return Optional.empty();
            }
            try {
                at = at.resolve(name);
            } catch (InvalidPathException none) {
                return Optional.empty();
            }
            if (Files.isSymbolicLink(at)) {
                return Optional.empty();
            }
        }
        try {
            return at.toRealPath().startsWith(root) ? Optional.of(at) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.charAt(0) != '.' && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    }

    /** The run of these names; empty if there is none. */
    Optional<RunId> run(List<String> names) {
        return names.size() == 3 && find(names).filter(RunFolder::isRun).isPresent()
                ? Optional.of(new RunId(names.get(0), names.get(1), names.get(2)))
                : Optional.empty();
    }

    /** The run in this folder that was made as another, if it is here: a folder of results may have been copied. */
    Optional<RunId> madeAs(Path folder) {
        int count = folder.getNameCount();
        return count < 3
                ? Optional.empty()
                : run(List.of(
                        folder.getName(count - 3).toString(),
                        folder.getName(count - 2).toString(),
                        folder.getName(count - 1).toString()));
    }

    /** A file as it is; empty if it is none. */
    Optional<Answer> file(List<String> names) throws IOException {
        Optional<Path> found = find(names).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path file = found.get();
        long length;
        try {
            length = Files.size(file);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        return Optional.of(new Answer(200, headers(file), length, out -> {
            // a file that grows meanwhile is sent as far as it was
            try (InputStream in = open(file)) {
                byte[] buffer = new byte[1 << 16];
                long left = length;
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new IOException(file + " became shorter while it was sent");
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }));
    }

    static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Map<String, String> headers(Path file) {
        String name = String.valueOf(file.getFileName());
        String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (kind.equals("html")) {
            return Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", LEFT_PAGE);
        }
        return TEXTS.contains(kind)
                ? Map.of("Content-Type", "text/plain; charset=utf-8")
                : Map.of("Content-Type", "application/octet-stream", "Content-Disposition", attachment(name));
    }

    /** As RFC 6266 has it, for names of any letters. */
    static String attachment(String name) {
        return "attachment; filename*=UTF-8''" + Request.encoded(name);
    }

    /**
     * A plain file below a folder.
     *
     * @param path in the folder
     * @param bytes its size
     */
    record Below(Path path, long bytes) {
        /** Its names. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            path.forEach(name -> names.add(name.toString()));
            return names;
        }
    }

    /** The plain files below a folder, in order, as many as wanted at most. */
    static List<Below> below(Path folder, int most) throws IOException {
        List<Below> all = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                return !each.equals(folder) && each.getFileName().toString().startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    all.add(new Below(folder.relativize(file), attributes.size()));
                }
                return all.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        all.sort((a, b) -> a.path().compareTo(b.path()));
        return all;
    }

    /** The last lines of a file, as many as lie in so many bytes at its end. */
    static String tail(Path file, int bytes) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - bytes);
            in.seek(from);
            byte[] end = new byte[(int) Math.min(bytes, in.length() - from)];
            in.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }
}
