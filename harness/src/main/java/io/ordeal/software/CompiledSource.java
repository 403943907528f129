package io.ordeal.software;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A program of ours that is compiled where it runs, against jars that were fetched, so that they are no part of the build.
 *
 * @param owner on whose class path the sources are
 * @param sources by their names, as of {@link Class#getResourceAsStream}; each in a file that is called as its class
 */
public record CompiledSource(Class<?> owner, List<String> sources) {
    /** The folder of the classes, in that which it is compiled in. */
    static final String CLASSES = "classes";

    /** @throws IllegalArgumentException there are no sources */
    public CompiledSource {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a program has a source");
        }
    }

    /** All sources, one after the other: what is compiled of others is another program. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String source : sources) {
            try (InputStream in = open(source)) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private InputStream open(String source) {
        InputStream in = owner.getResourceAsStream(source);
        if (in == null) {
            throw new IllegalStateException(source + " is missing beside " + owner);
        }
        return in;
    }

    /**
     * Compiles it for Java 17; takes a second or two.
     *
     * @param purpose for which a compiler is needed, as {@code Spark}
     * @param folder for its sources, and its classes in a folder of their own; exists
     * @return the folder of the classes
     * @throws IOException this Java has no compiler
     * @throws NotCompiledException the jars are none that it can be compiled against
     */
    public Path compile(String purpose, List<Path> classPath, Path folder) throws IOException, NotCompiledException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java, " + System.getProperty("java.home")
                    + ", has no compiler, which is needed for " + purpose + ": set JAVA_HOME to a JDK of 17 or later");
        }
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Path file = folder.resolve(source.substring(source.lastIndexOf('/') + 1));
            try (InputStream in = open(source)) {
                Files.copy(in, file);
            }
            files.add(file);
        }
        Path classes = Files.createDirectory(folder.resolve(CLASSES));
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "-d",
                classes.toString(),
                "--release",
                "17",
                "-proc:none",
                "-nowarn");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            if (!compiler.getTask(complaints, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call()) {
                throw new NotCompiledException(complaints.toString());
            }
        }
        return classes;
    }

    /** The message is what the compiler says. */
    public static final class NotCompiledException extends Exception {
        private static final long serialVersionUID = 1;

        NotCompiledException(String complaints) {
            super(complaints);
        }
    }
}
