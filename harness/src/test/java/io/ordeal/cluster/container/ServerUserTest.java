package io.ordeal.cluster.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUserTest {
    @TempDir
    Path folder;

    @Test
    void whoeverItIsHasAName() {
        assertThat(new ServerUser(1000, 100).passwd().lines())
                .contains("ordeal:x:1000:100:ordeal:/ordeal/tmp:/bin/sh", "root:x:0:0:root:/root:/bin/sh");
        assertThat(new ServerUser(0, 0).passwd().lines())
                .filteredOn(line -> line.contains(":0:0:"))
                .hasSize(1);
    }

    @Test
    void itIsWhoOwnsTheFolder() throws Exception {
        ServerUser owner = ServerUser.ownerOf(folder);
        assertThat(owner.id())
                .isEqualTo(Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid"));
        Mount named = owner.named(folder);
        assertThat(named.getTarget()).isEqualTo("/etc/passwd");
        assertThat(Path.of(String.valueOf(named.getSource()))).hasContent(owner.passwd());
    }
}
