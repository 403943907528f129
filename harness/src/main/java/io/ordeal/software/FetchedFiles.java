package io.ordeal.software;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Files that were fetched into a folder of the cache, and the list of them with their checksums, in the form that {@code
 * sha256sum -c} reads.
 */
final class FetchedFiles {
    private static final String LIST = "files.sha256";
    private static final String BETWEEN = "  ";

    private FetchedFiles() {}

    /**
     * Copies files into a folder, and writes the list.
     *
     * @param files whose order is kept; of two with one name the second gets another
     * @return how many bytes they have together
     * @throws IOException one of them is not what the checksum that Maven keeps beside it says
     */
    static long copy(List<Path> files, Path folder) throws IOException {
        List<String> list = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (Files.exists(folder.resolve(name))) {
                name = list.size() + "-" + name;
            }
            refuseIfDamaged(file);
            Path copy = Files.copy(file, folder.resolve(name));
            list.add(checksum(copy, "SHA-256") + BETWEEN + name);
            bytes += Files.size(copy);
        }
        Files.write(folder.resolve(LIST), list);
        return bytes;
    }

    /**
     * Writes the list of all that lies in a folder already, and in folders below it; of links, where they lead is not looked
     * at.
     *
     * @return how many bytes they have together
     */
    static long list(Path folder) throws IOException {
        List<String> list = new ArrayList<>();
        long bytes = 0;
        for (Path file : files(folder)) {
            list.add(checksum(file, "SHA-256") + BETWEEN + folder.relativize(file));
            bytes += Files.size(file);
        }
        Files.write(folder.resolve(LIST), list);
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Removes a folder, with all that is in it. */
    static void removeTree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A download that was broken off, or a disk that was full, may have left half a file in Maven's local repository. */
    private static void refuseIfDamaged(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".sha1");
        if (!Files.exists(beside)) {
            // built here, or of a repository that has none
            return;
        }
        String expected = Files.readString(beside).strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        String found = checksum(file, "SHA-1");
        if (!expected.equals(found)) {
            throw new IOException(file + " in Maven's local repository is damaged: its SHA-1 is " + found + ", not "
                    + expected + "; remove it, and it is fetched anew: rm -r " + file.getParent());
        }
    }

    /**
     * The files of a folder, in their order, if each is what was fetched. Costs reading them.
     *
     * @throws IOException one is missing or damaged; the message says what to type
     */
    static List<Path> checked(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String line : Files.readAllLines(required(folder, LIST))) {
            String[] words = line.split(BETWEEN, 2);
            Path file = required(folder, words[1]);
            String found = checksum(file, "SHA-256");
            if (!found.equals(words[0])) {
                throw new IOException(words[1] + " is damaged: its SHA-256 is " + found + ", not " + words[0]
                        + " as it was" + " when it was fetched; " + remedy(folder));
            }
            files.add(file);
        }
        return files;
    }

    private static Path required(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + " is missing in " + folder + "; " + remedy(folder));
        }
        return file;
    }

    private static String remedy(Path folder) {
        return "remove the folder, and it is fetched anew: rm -r " + folder;
    }

    /** In hexadecimal digits. */
    static String checksum(Path file, String algorithm) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
