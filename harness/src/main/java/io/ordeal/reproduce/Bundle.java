package io.ordeal.reproduce;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One archive with all that somebody else needs, for an issue tracker. */
public final class Bundle {
    /** What is larger is no attachment. */
    private static final long MOST_BYTES = 20L << 20;

    private Bundle() {}

    /**
     * Writes a zip file; one that is there is replaced once this one is whole.
     *
     * @param files by their names in the archive; those that are not there are left out
     * @param run whose logs, report and history are put into its folder {@code run}
     * @return the names of what was left out for its size
     */
    public static List<String> write(Path archive, Map<String, Path> files, Path run) throws IOException {
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".part");
        List<Path> ofRun;
        try (Stream<Path> walk = Files.walk(run)) {
            ofRun = walk.filter(Files::isRegularFile)
                    .filter(Bundle::isWanted)
                    .sorted()
                    .toList();
        }
        List<String> leftOut = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(unfinished);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, Path> each : files.entrySet()) {
                if (Files.isRegularFile(each.getValue())) {
                    add(zip, each.getKey(), each.getValue(), leftOut);
                }
            }
            for (Path each : ofRun) {
                String name = run.relativize(each).toString().replace('\\', '/');
                add(zip, "run/" + name, each, leftOut);
            }
        }
        Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
        return List.copyOf(leftOut);
    }

    /** What tells of the run, and nothing of the servers' data and software. */
    private static boolean isWanted(Path file) {
        String name = String.valueOf(file.getFileName());
        return Stream.of(".log", ".out", ".err", ".edn", ".edn.gz", ".json", ".html", ".yaml")
                .anyMatch(name::endsWith);
    }

    private static void add(ZipOutputStream zip, String name, Path file, List<String> leftOut) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            leftOut.add(name);
            return;
        }
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
