package io.ordeal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The apt of this machine, with a state of its own in a folder: what the machine has installed, and what it knows of
 * packages, is neither asked nor touched. Its proxies, and whatever else is in {@code /etc/apt/apt.conf.d}, count. It needs no
 * rights.
 */
final class Apt {
    private static final List<String> PROGRAMS = List.of("apt-get", "apt-cache", "dpkg");

    private final Path folder;

    /**
     * @param folder for its state; exists
     * @throws IOException this machine has no apt
     */
    Apt(Path folder) throws IOException {
        for (String program : PROGRAMS) {
            if (SearchPath.find(program).isEmpty()) {
                throw new IOException("there is no " + program + " on this machine to fetch a Debian package with");
            }
        }
        this.folder = folder;
    }

    /** The addresses from which this machine's own packages come, in the order of its sources. */
    List<String> ownMirrors() throws IOException, InterruptedException {
        // by apt's own reading of its files, of which there are two kinds
        return run(List.of("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"))
                .distinct()
                .toList();
    }

    /**
     * Gets to know the packages of a suite, and of no other.
     *
     * @throws IOException they are not to be had; the message has apt's own words
     */
    void update(DebianArchive archive, String suite) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Files.writeString(folder.resolve("installed"), "");
        Files.writeString(folder.resolve("sources.list"), archive.line(suite));
        run(withState("apt-get", "update"));
    }

    /** The versions in which the suite has a package, Debian's own numbers with them: {@code 3.5.16-4}. */
    List<String> versions(String packageName) throws IOException, InterruptedException {
        return run(withState("apt-cache", "madison", packageName))
                .map(line -> line.split("\\|"))
                .filter(fields -> fields.length > 2)
                .map(fields -> fields[1].strip())
                .distinct()
                .toList();
    }

    /**
     * Downloads a package, and others as the suite has them, each checked against the checksum that the archive has signed.
     *
     * @param version one of {@link #versions}
     * @param beside the others' names
     * @return a file for each
     */
    List<Path> download(String packageName, String version, List<String> beside)
            throws IOException, InterruptedException {
        List<String> packages = new ArrayList<>(List.of("download", packageName + "=" + version));
        packages.addAll(beside);
        run(withState("apt-get", packages.toArray(String[]::new)));
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> downloaded = files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
            if (downloaded.size() != 1 + beside.size()) {
                throw new IOException("apt has downloaded " + downloaded.size() + " files for " + packageName + " and "
                        + beside.size() + " others");
            }
            return downloaded;
        }
    }

    /** Unpacks a package's files; nothing is installed, none of its scripts is run. */
    void unpack(Path file, Path into) throws IOException, InterruptedException {
        run(List.of("dpkg", "-x", file.toString(), into.toString()));
    }

    private List<String> withState(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "-q"));
        // on the command line, as the machine's own settings would count for more than a file's
        for (String option : List.of(
                "Dir::State::lists=" + folder.resolve("lists"),
                "Dir::State::status=" + folder.resolve("installed"),
                "Dir::Cache=" + folder.resolve("cache"),
                "Dir::Etc::sourcelist=" + folder.resolve("sources.list"),
                "Dir::Etc::sourceparts=-",
                "Dir::Etc::preferences=-",
                "Dir::Etc::preferencesparts=-",
                "APT::Default-Release=",
                "APT::Sandbox::User=root",
                // a suite that could not be had is no suite without packages
                "APT::Update::Error-Mode=any",
                "Acquire::Languages=none",
                "Acquire::Retries=1",
                "Acquire::http::Timeout=30",
                "Acquire::https::Timeout=30")) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private Stream<String> run(List<String> command) throws IOException, InterruptedException {
        ToolRun run = ToolRun.of(command, folder, waited -> {});
        if (run.exit() != 0) {
            throw new IOException(command.get(0) + " says: " + complaint(run.complaints()));
        }
        return run.answer().lines();
    }

    /** Its first error, which names the file and the mirror; a warning where there is none. */
    private static String complaint(String text) {
        return Stream.of("E: ", "W: ", "")
                .map(mark -> text.lines()
                        .filter(line -> line.startsWith(mark) && !line.isBlank())
                        .map(line -> line.substring(mark.length()).strip())
                        .findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("nothing but an exit code");
    }
}
