package io.ordeal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Debian package, fetched when it is first asked for, and unpacked: without being installed, and of what it depends on with
 * what is named alone.
 *
 * @param product what it is of, e.g. {@code etcd}, as after {@code --version}
 * @param version likewise: the product's own, as {@code 3.5.16}, or with Debian's number, as {@code 3.5.16-4}
 * @param name the package's
 * @param suites of Debian, in the order in which they are asked for the version; each has few, and gives them up for others
 * @param beside names of packages that are unpacked beside it, as the same suite has them
 */
public record DebianPackage(String product, String version, String name, List<String> suites, List<String> beside) {
    /** It becomes a folder's name and a word of a command line. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]*");

    private static final String FILES = "root";

    /** @throws IllegalArgumentException the version is none */
    public DebianPackage {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("that is no version such as 1.2.3");
        }
        suites = List.copyOf(suites);
        beside = List.copyOf(beside);
    }

    /** One that needs no others. */
    public DebianPackage(String product, String version, String name, List<String> suites) {
        this(product, version, name, suites, List.of());
    }

    /**
     * The folder that stands for the file system's root in what was unpacked, from the cache if it is in it. Costs reading
     * it, as each file is checked.
     *
     * @param progress is told what is being done, if it is not there
     * @throws IOException it is not to be had, or is damaged; the message says what to type
     */
    public Path fetch(Path cache, Consumer<String> progress) throws IOException, InterruptedException {
        return fetch(cache, progress, Apt::new, DebianArchive::ofThisMachine);
    }

    /** The same, by an apt and from an archive that are looked for once they are needed. */
    Path fetch(Path cache, Consumer<String> progress, AptFinder apt, ArchiveFinder archive)
            throws IOException, InterruptedException {
        FetchedFolder packed = folder();
        Path folder = packed.in(cache, progress, partial -> fill(packed, partial, progress, apt, archive));
        FetchedFiles.checked(folder);
        return folder.resolve(FILES);
    }

    private FetchedFolder folder() {
        return new FetchedFolder(product, version, folderName(), "and at the network");
    }

    private String folderName() {
        // of packages that are named otherwise one day, others are in it
        String others = beside.isEmpty() ? "" : "-" + Integer.toHexString(beside.hashCode());
        return name + "-" + version + others + "-debian-" + System.getProperty("os.arch");
    }

    private void fill(
            FetchedFolder folder, Path partial, Consumer<String> progress, AptFinder finder, ArchiveFinder archives)
            throws IOException, InterruptedException {
        Path scratch = Files.createDirectory(partial.resolve("apt"));
        Apt apt = finder.of(scratch);
        DebianArchive archive = archives.of(apt);
        Path files = Files.createDirectory(partial.resolve(FILES));
        long downloaded = 0;
        for (Path file : download(folder.title(), apt, archive, progress)) {
            apt.unpack(file, files);
            // what was unpacked can be had once more from it when Debian has given the version up
            downloaded += Files.size(Files.move(file, partial.resolve(file.getFileName())));
        }
        FetchedFiles.removeTree(scratch);
        long bytes = FetchedFiles.list(partial);
        progress.accept(folder.fetched(downloaded, bytes - downloaded));
    }

    private List<Path> download(String title, Apt apt, DebianArchive archive, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> had = new ArrayList<>();
        for (String suite : suites) {
            progress.accept("fetching " + title + ", once: looking it up in Debian's " + suite + " (10 MB)");
            apt.update(archive, suite);
            for (String candidate : apt.versions(name)) {
                if (candidate.equals(version) || upstream(candidate).equals(version)) {
                    progress.accept("fetching " + title + ": " + name + " " + candidate + " of Debian's " + suite
                            + (beside.isEmpty() ? "" : ", and " + beside.size() + " packages beside it"));
                    return apt.download(name, candidate, beside);
                }
                had.add(upstream(candidate) + " (" + suite + ")");
            }
        }
        throw new IOException("Debian has no " + name + " " + version + " any more, or yet; it has "
                + (had.isEmpty() ? "none in " + String.join(", ", suites) : String.join(", ", had)));
    }

    /** The product's own version in Debian's: without the epoch before it and Debian's number behind. */
    static String upstream(String version) {
        String withoutEpoch = version.substring(version.indexOf(':') + 1);
        int revision = withoutEpoch.lastIndexOf('-');
        return revision < 0 ? withoutEpoch : withoutEpoch.substring(0, revision);
    }

    /** Finds apt once it is needed. */
    @FunctionalInterface
    interface AptFinder {
        Apt of(Path folder) throws IOException;
    }

    /** Finds the archive once it is needed. */
    @FunctionalInterface
    interface ArchiveFinder {
        DebianArchive of(Apt apt) throws IOException, InterruptedException;
    }
}
