package io.ordeal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java, and what lies elsewhere and belongs to it: Debian's has links in its folder to its configuration in {@code /etc}.
 *
 * @param folder that of its {@code bin}
 * @param elsewhere what links in it lead to, outside of it
 */
record JavaHome(Path folder, List<Path> elsewhere) {
    /** What it can do without: sources, and what people read. */
    private static final List<String> FOR_PEOPLE = List.of("src.zip", "docs", "man", "legal");

    JavaHome {
        elsewhere = List.copyOf(elsewhere);
    }

    /** The one that runs this. */
    static JavaHome ofThisJvm() throws IOException {
        return at(Path.of(System.getProperty("java.home")));
    }

    static JavaHome at(Path folder) throws IOException {
        List<Path> elsewhere = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
                if (!target.startsWith(folder)
                        && Files.exists(target)
                        && !FOR_PEOPLE.contains(
                                folder.relativize(link).getName(0).toString())
                        && !FOR_PEOPLE.contains(String.valueOf(link.getFileName()))) {
                    elsewhere.add(target);
                }
            }
        }
        return new JavaHome(folder, elsewhere);
    }

    /** The folder first. */
    List<Path> all() {
        return Stream.concat(Stream.of(folder), elsewhere.stream()).toList();
    }
}
