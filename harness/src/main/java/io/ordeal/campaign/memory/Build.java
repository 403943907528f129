package io.ordeal.campaign.memory;

import io.ordeal.targets.Target;
import io.ordeal.targets.file.FileTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which Ordeal this is: its commit, and fingerprints of its classes, which tell what has changed from night to night. */
public final class Build {
    /** What continuous integration calls the commit: GitHub, GitLab, Jenkins. */
    private static final List<String> REVISIONS = List.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT");

    private static final long GIT_SECONDS = 10;

    private Build() {}

    /** The commit; {@code unknown} where neither the environment nor git tells. */
    public static String revision(Path home, Map<String, String> environment) {
        for (String name : REVISIONS) {
            String revision = environment.get(name);
            if (revision != null && !revision.isBlank()) {
                return revision.trim();
            }
        }
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = git.getInputStream()) {
                String revision = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).trim();
                return git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 && !revision.isEmpty()
                        ? revision
                        : "unknown";
            }
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /**
     * A fingerprint of the classes of a class' package, those below it, and those of some folders beside it. O(size of what
     * the class was loaded from); a jar's directory has all that is needed.
     *
     * @param beside further packages in the same jar or folder, by their names
     */
    public static String codeOf(Class<?> member, String... beside) {
        CRC32 sum = new CRC32();
        classes(member).forEach((name, crc) -> {
            String folder = member.getPackageName().replace('.', '/') + "/";
            boolean mine = name.startsWith(folder)
                    || Stream.of(beside).anyMatch(each -> name.startsWith(each.replace('.', '/') + "/"));
            if (mine) {
                add(sum, name, crc);
            }
        });
        return Long.toHexString(sum.getValue());
    }

    /** As {@link #codeOf(Class, String...)}; of a target that a file describes, of that file's text, too. */
    public static String codeOf(Target target, String... beside) {
        String code = codeOf(target.getClass(), beside);
        if (!(target instanceof FileTarget described)) {
            return code;
        }
        CRC32 sum = new CRC32();
        sum.update((code + "\n" + described.text()
                        + String.join("\n", described.beside().values()))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** A fingerprint of all classes of the jars or folders that some classes were loaded from. */
    public static String codeOfAll(Iterable<? extends Class<?>> members) {
        CRC32 sum = new CRC32();
        Map<String, Long> all = new TreeMap<>();
        members.forEach(member -> all.putAll(classes(member)));
        all.forEach((name, crc) -> add(sum, name, crc));
        return Long.toHexString(sum.getValue());
    }

    private static void add(CRC32 sum, String name, long crc) {
        sum.update((name + " " + crc + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The check sum of each, by name; none where it can't be told where a class came from. */
    private static Map<String, Long> classes(Class<?> member) {
        Map<String, Long> classes = new TreeMap<>();
        CodeSource source = member.getProtectionDomain().getCodeSource();
        if (source == null) {
            return classes;
        }
        try {
            Path from = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(from)) {
                folder(from, classes);
            } else {
                try (ZipFile jar = new ZipFile(from.toFile())) {
                    jar.stream()
                            .filter(entry -> entry.getName().endsWith(".class"))
                            .forEach((ZipEntry entry) -> classes.put(entry.getName(), entry.getCrc()));
                }
            }
            return classes;
        } catch (URISyntaxException | IllegalArgumentException noFile) {
            return classes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void folder(Path folder, Map<String, Long> classes) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                CRC32 sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                classes.put(folder.relativize(file).toString().replace('\\', '/'), sum.getValue());
            }
        }
    }
}
