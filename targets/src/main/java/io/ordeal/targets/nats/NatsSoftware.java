package io.ordeal.targets.nats;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.nio.file.Path;
import java.util.List;

/**
 * NATS 2.10.27, as Debian's stable suite has it; others as other suites have them. One program that needs nothing beside it: 5
 * MB to download.
 */
final class NatsSoftware {
    static final String PRODUCT = "nats";
    static final String SERVER = "nats-server";

    private static final String OWN = "2.10.27";
    private static final Versions VERSIONS = new Versions();

    static final Software NATS = new Software(PRODUCT + " " + OWN, VERSIONS.installer(OWN), VERSIONS);

    private NatsSoftware() {}

    private static final class Versions implements Software.OtherVersions {
        @Override
        public List<String> tried() {
            return List.of(OWN);
        }

        @Override
        public Software.Installer installer(String version) {
            return NativeServer.fetched(
                    new DebianPackage(PRODUCT, version, SERVER, List.of("trixie", "sid")), "usr/sbin/nats-server");
        }

        @Override
        public Software.Installer from(Path path) {
            return NativeServer.from(PRODUCT, SERVER, path);
        }
    }
}
