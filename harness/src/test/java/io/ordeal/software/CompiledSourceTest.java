package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of ours that are compiled against what was fetched. */
class CompiledSourceTest {
    private static final CompiledSource BOTH =
            new CompiledSource(CompiledSourceTest.class, List.of("compiled/Library.java", "compiled/Server.java"));
    private static final CompiledSource ALONE =
            new CompiledSource(CompiledSourceTest.class, List.of("compiled/Server.java"));

    @TempDir
    private Path folder;

    private static Software.Installer needing(Path... jars) {
        return cache -> JavaServer.installed(List.of(jars));
    }

    private List<Path> classPath(CompiledSource program, Path... jars) throws Exception {
        Map<String, List<Path>> installed =
                JavaServer.compiled("thing", program, needing(jars)).install(folder.resolve("cache"));
        assertThat(installed).containsKey(JavaServer.JAVA);
        return installed.getOrDefault(JavaServer.CLASS_PATH, List.of());
    }

    @Test
    void itStandsBeforeWhatItNeedsAndIsCompiledOnce() throws Exception {
        Path library = folder.resolve("library.jar");
        List<Path> classPath = classPath(BOTH, library);
        assertThat(classPath).hasSize(2).endsWith(library);
        Path server = classPath.get(0).resolve("io/ordeal/software/compiled/Server.class");
        assertThat(server).isRegularFile();
        Files.delete(server);
        assertThat(classPath(BOTH, library)).isEqualTo(classPath);
        assertThat(server).doesNotExist();
    }

    @Test
    void againstOthersItIsAnother() throws Exception {
        assertThat(classPath(BOTH, folder.resolve("one.jar")).get(0))
                .isNotEqualTo(classPath(BOTH, folder.resolve("two.jar")).get(0));
    }

    @Test
    void whatItNeedsAndIsNotThereIsTold() throws Exception {
        Path library = classPath(BOTH).get(0);
        assertThat(classPath(ALONE, library)).hasSize(2);
        assertThatThrownBy(() -> classPath(ALONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this is a version of thing that the server can't be compiled against")
                .hasMessageContaining("Library");
        try (var cached = Files.list(folder.resolve("cache"))) {
            assertThat(cached).as("nothing is left of it").hasSize(2);
        }
    }

    @Test
    void aSourceThatIsMissingIsOurOwnFault() {
        CompiledSource missing = new CompiledSource(CompiledSourceTest.class, List.of("compiled/None.java"));
        assertThatThrownBy(() -> classPath(missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("compiled/None.java is missing");
        assertThatThrownBy(() -> new CompiledSource(CompiledSourceTest.class, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
