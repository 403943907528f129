package io.ordeal.archive;

import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The histories of an archive: the files of folders, and of patterns such as {@code runs/2026-*}{@code /*.edn.gz}. */
public final class Archive {
    /** What histories are named; other files of a folder, such as notes, are none. */
    private static final Pattern HISTORY = Pattern.compile(".*\\.(edn|json|jsonl|ndjson)(\\.gz)?");

    private static final Pattern SPECIAL = Pattern.compile(".*[*?\\[{].*");

    private Archive() {}

    /**
     * A history, or the folder of a run.
     *
     * @param path as it was found, below what was given
     * @param bytes of the file, or of the run's history
     */
    public record Entry(Path path, long bytes) {}

    /**
     * What there is to be judged, in the order of the paths; a run's folder is one, whatever else lies in it.
     *
     * @throws IOException there is no such folder or file, it can't be read, or there is no history in it
     */
    public static List<Entry> entries(List<Path> given) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : given) {
            List<Entry> found = entries(path);
            if (found.isEmpty()) {
                throw new IOException("there is no history in " + path
                        + ": expected runs' folders, or files named *.edn, *.json, *.jsonl or *.ndjson, or these with"
                        + " .gz");
            }
            entries.addAll(found);
        }
        return entries.stream().distinct().toList();
    }

    private static List<Entry> entries(Path given) throws IOException {
        if (Files.isDirectory(given)) {
            return inFolder(given);
        }
        if (Files.exists(given)) {
            return List.of(new Entry(given, Files.size(given)));
        }
        if (!SPECIAL.matcher(given.toString()).matches()) {
            throw new IOException("no such file or folder: " + given);
        }
        return matching(given.normalize());
    }

    /** The folder in which all lies that a pattern may match. */
    private static Path fixedPart(Path pattern) throws IOException {
        Path fixed = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
        for (Path name : pattern) {
            if (SPECIAL.matcher(name.toString()).matches()) {
                break;
            }
            fixed = fixed.resolve(name);
        }
        if (!Files.exists(fixed.toAbsolutePath())) {
            throw new IOException("no such folder: " + fixed + ", in which " + pattern + " would be looked for");
        }
        return fixed;
    }

    private static List<Entry> matching(Path pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return walk(fixedPart(pattern), new Wanted() {
            @Override
            public boolean file(Path file) {
                return matcher.matches(file);
            }

            @Override
            public List<Entry> folder(Path folder) throws IOException {
                return matcher.matches(folder) ? inFolder(folder) : List.of();
            }
        });
    }

    private static List<Entry> inFolder(Path all) throws IOException {
        return walk(all, new Wanted() {
            @Override
            public boolean file(Path file) {
                return HISTORY.matcher(String.valueOf(file.getFileName())).matches();
            }

            @Override
            public List<Entry> folder(Path folder) throws IOException {
                return RunFolder.isRun(folder) ? List.of(run(folder)) : List.of();
            }
        });
    }

    private static Entry run(Path folder) throws IOException {
        Path history = new RunFolder(folder).historyFile();
        return new Entry(folder, Files.exists(history) ? Files.size(history) : 0);
    }

    private interface Wanted {
        boolean file(Path file);

        /** All that counts of a folder; if there is nothing, what is in it is looked at one by one. */
        List<Entry> folder(Path folder) throws IOException;
    }

    private static List<Entry> walk(Path from, Wanted wanted) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                List<Entry> whole = wanted.folder(folder);
                entries.addAll(whole);
                return whole.isEmpty() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && wanted.file(file)) {
                    entries.add(new Entry(file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }
}
