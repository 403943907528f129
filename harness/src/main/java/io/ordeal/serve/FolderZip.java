package io.ordeal.serve;

import io.ordeal.serve.index.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A run's folder as one file, made while it is sent: plain files alone, no links. */
final class FolderZip {
    private FolderZip() {}

    static Answer of(RunId run, Path folder) {
        String name = run.target() + "-" + run.workload() + "-" + run.name();
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "application/zip",
                        "Content-Disposition",
                        ResultsFiles.attachment(name + ".zip")),
                -1,
                out -> write(folder, name, out));
    }

    private static void write(Path folder, String name, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (ResultsFiles.Below file : ResultsFiles.below(folder, Integer.MAX_VALUE)) {
            Path path = folder.resolve(file.path());
            try (InputStream in = ResultsFiles.open(path)) {
                ZipEntry entry = new ZipEntry(name + "/" + String.join("/", file.names()));
                entry.setLastModifiedTime(Files.getLastModifiedTime(path));
                zip.putNextEntry(entry);
                in.transferTo(zip);
                zip.closeEntry();
            } catch (NoSuchFileException gone) {
                if (!Files.exists(folder.resolve("test.json"))) {
                    // the whole run is removed: half of one is none
                    throw gone;
                }
                // a run that goes on renames and removes what it no longer needs
            }
        }
        zip.finish();
    }
}
