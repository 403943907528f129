package io.ordeal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of Debian packages, as a line of {@code sources.list} has it.
 *
 * @param mirror its address
 * @param options between the brackets of the line: by what its word is trusted
 */
record DebianArchive(String mirror, String options) {
    private static final String DEBIANS_OWN = "http://deb.debian.org/debian";
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    /**
     * The mirror that this machine's own packages come from if it is a Debian, else Debian's.
     *
     * @throws IOException this machine has no keys by which Debian's word is told from others'
     */
    static DebianArchive ofThisMachine(Apt apt) throws IOException, InterruptedException {
        if (!Files.isReadable(KEYRING)) {
            throw new IOException("there is no " + KEYRING + " to tell by whether a package is Debian's:"
                    + " apt install debian-archive-keyring");
        }
        return new DebianArchive(mirror(apt.ownMirrors()), "signed-by=" + KEYRING);
    }

    /** Of what a machine has, in order, the first that is Debian itself, rather than its updates or another's packages. */
    static String mirror(List<String> configured) {
        return configured.stream()
                .map(mirror -> mirror.replaceFirst("/+$", ""))
                .filter(mirror -> mirror.endsWith("/debian"))
                .findFirst()
                .orElse(DEBIANS_OWN);
    }

    /** The line by which apt takes a suite's packages from it. */
    String line(String suite) {
        return "deb [" + options + "] " + mirror + " " + suite + " main\n";
    }
}
