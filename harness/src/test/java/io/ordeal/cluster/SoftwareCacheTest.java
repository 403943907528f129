package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareCacheTest {
    @TempDir
    private Path cache = Path.of("");

    /** Trials side by side that need it for the first time. */
    @Test
    void whoComesSecondTakesWhatTheFirstHasMade() throws Exception {
        Path folder = SoftwareCache.folder(cache, "server-1", mine -> {
            Files.writeString(mine.resolve("server"), "second");
            SoftwareCache.folder(cache, "server-1", other -> Files.writeString(other.resolve("server"), "first"));
        });
        assertThat(folder.resolve("server")).hasContent("first");
        assertThat(cache).isDirectoryNotContaining("glob:**partial*");
    }

    @Test
    void ofWhatFailsNothingIsLeft() {
        assertThatThrownBy(() -> SoftwareCache.folder(cache, "server-1", mine -> {
                    throw new IOException("no room");
                }))
                .hasMessage("no room");
        assertThat(cache).isEmptyDirectory();
    }
}
