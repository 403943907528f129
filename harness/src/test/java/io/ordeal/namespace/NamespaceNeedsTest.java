package io.ordeal.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespaceNeedsTest {
    @TempDir
    Path proc;

    @BeforeEach
    void aMachineThatHasAll() throws Exception {
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createFile(proc.resolve("self/ns/net"));
        capabilities("000001ffffffffff");
    }

    private void capabilities(String effective) throws Exception {
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nCapPrm:\t0\nCapEff:\t" + effective + "\n");
    }

    @Test
    void nothingIsLackingWhereAllIsThere() {
        assertThat(NamespaceNeeds.lacking(proc, tool -> true)).isEmpty();
    }

    @Test
    void aPlainUserIsToldBothWaysToRights() throws Exception {
        capabilities("0000000000000000");
        assertThat(NamespaceNeeds.lacking(proc, tool -> true).orElseThrow())
                .contains("needs CAP_NET_ADMIN and CAP_SYS_ADMIN")
                .contains("sudo -E ./ordeal")
                .contains("unshare -rn");
    }

    /** As Docker's default has it: root, and yet not allowed to. */
    @Test
    void whatARootWithoutRightsLacksIsNamed() throws Exception {
        capabilities("00000000a80425fb");
        assertThat(NamespaceNeeds.lacking(proc, tool -> true).orElseThrow())
                .contains("needs CAP_NET_ADMIN and CAP_SYS_ADMIN");
        capabilities("0000000000201000");
        assertThat(NamespaceNeeds.lacking(proc, tool -> true)).isEmpty();
        capabilities("0000000000001000");
        assertThat(NamespaceNeeds.lacking(proc, tool -> true).orElseThrow()).contains("needs CAP_SYS_ADMIN:");
    }

    @Test
    void missingToolsAreNamedWithTheirPackages() {
        assertThat(NamespaceNeeds.lacking(proc, tool -> !tool.equals("nft")).orElseThrow())
                .contains("needs nft,")
                .endsWith("apt-get install nftables");
        assertThat(NamespaceNeeds.lacking(proc, tool -> false).orElseThrow())
                .endsWith("apt-get install iproute2 nftables util-linux");
    }

    @Test
    void anotherSystemThanLinuxIsTold() throws Exception {
        Files.delete(proc.resolve("self/ns/net"));
        assertThat(NamespaceNeeds.lacking(proc, tool -> true).orElseThrow())
                .contains("needs Linux")
                .contains("--cluster process");
    }
}
