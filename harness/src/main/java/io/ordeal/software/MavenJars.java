package io.ordeal.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Jars by their Maven coordinates, fetched when they are first asked for.
 *
 * @param product what they are of, e.g. {@code zookeeper}, as after {@code --version}
 * @param version likewise
 * @param coordinates {@code group:artifact:version}, in the order of a class path
 * @param without {@code group:artifact} of what they ask for and is not needed; an artifact may be {@code *}
 */
public record MavenJars(String product, String version, List<String> coordinates, List<String> without) {
    /** It becomes a folder's name and a part of a POM. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    /** @throws IllegalArgumentException the version is none */
    public MavenJars {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("that is no version such as 1.2.3");
        }
        coordinates = List.copyOf(coordinates);
        without = List.copyOf(without);
    }

    /**
     * The jars, and those that they need at run time, in the order of a class path, from the cache if they are in it. Costs
     * reading them, as each is checked.
     *
     * @param progress is told what is being done, if they are not there
     * @throws IOException they are not to be had, or are damaged; the message says what to type
     */
    public List<Path> fetch(Path cache, Consumer<String> progress) throws IOException, InterruptedException {
        return fetch(cache, progress, Maven::installed);
    }

    /** The same, by a Maven that is looked for once it is needed. */
    List<Path> fetch(Path cache, Consumer<String> progress, MavenFinder maven)
            throws IOException, InterruptedException {
        FetchedFolder folder = new FetchedFolder(
                product, version, folderName(), "at the network, and at the mirrors in ~/.m2/settings.xml");
        return FetchedFiles.checked(
                folder.in(cache, progress, partial -> fill(folder.title(), partial, progress, maven)));
    }

    private void fill(String title, Path partial, Consumer<String> progress, MavenFinder maven)
            throws IOException, InterruptedException {
        progress.accept("fetching " + title + " by Maven, once");
        Path scratch = Files.createDirectory(partial.resolve("maven"));
        List<Path> jars =
                maven.find().classPath(pom(), scratch, came -> progress.accept("fetching " + title + ": " + came));
        long bytes = FetchedFiles.copy(jars, partial);
        FetchedFiles.removeTree(scratch);
        progress.accept("fetched " + title + ": " + jars.size() + (jars.size() == 1 ? " jar, " : " jars, ")
                + MavenDownloads.megabytes(bytes));
    }

    /** Tells what was asked for, so that what another harness asked for under the same version is not taken for it. */
    private String folderName() {
        CRC32 all = new CRC32();
        all.update((coordinates + " " + without).getBytes(StandardCharsets.UTF_8));
        return product + "-" + version + "-" + String.format("%08x", all.getValue());
    }

    private String pom() {
        List<String> lines = new ArrayList<>(List.of(
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">",
                "<modelVersion>4.0.0</modelVersion>",
                "<groupId>io.ordeal.software</groupId><artifactId>class-path</artifactId><version>1</version>",
                "<packaging>pom</packaging>",
                "<dependencies>"));
        for (String coordinate : coordinates) {
            String[] parts = coordinate.split(":", 3);
            lines.add("<dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1]
                    + "</artifactId><version>" + parts[2] + "</version><exclusions>");
            for (String excluded : without) {
                String[] names = excluded.split(":", 2);
                lines.add("<exclusion><groupId>" + names[0] + "</groupId><artifactId>" + names[1]
                        + "</artifactId></exclusion>");
            }
            lines.add("</exclusions></dependency>");
        }
        lines.addAll(List.of("</dependencies>", "</project>"));
        return String.join("\n", lines) + "\n";
    }

    /** Finds Maven once it is needed. */
    @FunctionalInterface
    interface MavenFinder {
        Maven find() throws IOException;
    }
}
