package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.start.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code ./ordeal new} writes in Java compiles against the contracts as they are now, so that a changed one is seen here;
 * {@code .ci/outsiders} builds it by Maven, from installed jars, and runs it.
 */
class NewInJavaTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aProjectCompilesAgainstTheContracts(Kind kind) throws IOException {
        CommandOutcome outcome = CommandOutcome.of("new", "my-own", "--for", kind.wire(), "--in", folder.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> sources;
        try (Stream<Path> files = Files.walk(folder.resolve("my-own/src"))) {
            sources = files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(5);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        told,
                        told,
                        Stream.concat(
                                        Stream.of(
                                                "-proc:none",
                                                "--release",
                                                "17",
                                                "-d",
                                                folder.resolve("classes").toString(),
                                                "-cp",
                                                System.getProperty("java.class.path")),
                                        sources.stream())
                                .toArray(String[]::new));
        assertThat(status).as(told.toString(StandardCharsets.UTF_8)).isZero();
    }
}
