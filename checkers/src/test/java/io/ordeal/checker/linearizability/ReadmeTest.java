package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckResult;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the README compiles and does what it says. */
class ReadmeTest {
    @Test
    void theExampleWorks(@TempDir Path folder) throws Exception {
        Matcher code =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(code.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Counter.java"), code.group(1));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(failed).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            History history = new HistoryBuilder()
                    .invoke(0, "add", 2)
                    .ok(0, "add", 2)
                    .invoke(1, "read", null)
                    .ok(1, "read", 3)
                    .build();
            CheckResult result = (CheckResult) loader.loadClass("Counter")
                    .getMethod("check", History.class)
                    .invoke(null, history);
            assertThat(result).isNotNull();
            assertThat(String.valueOf(result))
                    .contains("type=nonlinearizable", "process 1: read -> 3 (events 2 to 3) fits nowhere");
        }
    }
}
