package io.ordeal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A package of npm's that carries a server, fetched when it is first asked for, and unpacked: nothing is installed, none of its
 * scripts is run, and nothing that it depends on comes with it.
 *
 * @param product what it is of, e.g. {@code restate}, as after {@code --version}
 * @param version likewise, exact, as {@code 1.7.12}
 * @param name the package's, as {@code @restatedev/restate-server-linux-x64}: it tells the kind of machine that it is for, if it is
 *     for one
 */
public record NpmPackage(String product, String version, String name) {
    /** It becomes a folder's name and, with its version, a word of a command line. */
    private static final Pattern NAME =
            Pattern.compile("(@[A-Za-z0-9~][A-Za-z0-9._~-]*/)?[A-Za-z0-9~][A-Za-z0-9._~-]*");

    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?");

    private static final String FILES = "root";

    /** @throws IllegalArgumentException the name is none, or the version is none, or a range or a tag */
    public NpmPackage {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("npm has no names such as " + name);
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "that is no version such as 1.2.3; of npm's, ranges and tags, such as latest, are not taken");
        }
    }

    /**
     * The folder of what was unpacked, in which its {@code package.json} lies, from the cache if it is in it. Costs reading
     * it, as each file is checked.
     *
     * @param progress is told what is being done, if it is not there
     * @throws IOException it is not to be had, or is damaged; the message says what to type
     */
    public Path fetch(Path cache, Consumer<String> progress) throws IOException, InterruptedException {
        return fetch(cache, progress, Npm::installed);
    }

    /** The same, by an npm that is looked for once it is needed. */
    Path fetch(Path cache, Consumer<String> progress, NpmFinder npm) throws IOException, InterruptedException {
        FetchedFolder packed = folder();
        Path folder = packed.in(cache, progress, partial -> fill(packed, partial, progress, npm));
        FetchedFiles.checked(folder);
        return folder.resolve(FILES);
    }

    private FetchedFolder folder() {
        return new FetchedFolder(product, version, folderName(), "at the network, and at the registry in ~/.npmrc");
    }

    private String folderName() {
        // plus signs, which neither name nor version has, so that no two of them are taken for one
        return name.replace("@", "").replace('/', '+') + "+" + version + "-npm";
    }

    private void fill(FetchedFolder folder, Path partial, Consumer<String> progress, NpmFinder npm)
            throws IOException, InterruptedException {
        String fetching = "fetching " + folder.title() + " by npm";
        progress.accept(fetching + ", once");
        Path scratch = Files.createDirectory(partial.resolve("npm"));
        Path packed = npm.find()
                .pack(name, version, scratch, waited -> progress.accept(fetching + ": " + waited.toSeconds() + " s"));
        // as it came, beside what was unpacked
        Path tarball = Files.move(packed, partial.resolve(packed.getFileName()));
        FetchedFiles.removeTree(scratch);
        PackageTarball.unpack(tarball, Files.createDirectory(partial.resolve(FILES)));
        long downloaded = Files.size(tarball);
        long bytes = FetchedFiles.list(partial);
        progress.accept(folder.fetched(downloaded, bytes - downloaded));
    }

    /** Finds npm once it is needed. */
    @FunctionalInterface
    interface NpmFinder {
        Npm find() throws IOException;
    }
}
