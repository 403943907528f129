package io.ordeal.targets.etcd;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.nio.file.Path;
import java.util.List;

/**
 * etcd 3.5.16, as Debian's stable suite has it; others as other suites have them. One program that needs nothing beside it: 11
 * MB to download.
 */
final class EtcdSoftware {
    static final String PRODUCT = "etcd";
    static final String SERVER = "etcd";

    private static final String OWN = "3.5.16";
    private static final Versions VERSIONS = new Versions();

    static final Software ETCD = new Software(PRODUCT + " " + OWN, VERSIONS.installer(OWN), VERSIONS);

    private EtcdSoftware() {}

    private static final class Versions implements Software.OtherVersions {
        @Override
        public List<String> tried() {
            return List.of(OWN, "3.5.30");
        }

        @Override
        public Software.Installer installer(String version) {
            return NativeServer.fetched(
                    new DebianPackage(PRODUCT, version, "etcd-server", List.of("trixie", "sid")), "usr/bin/etcd");
        }

        @Override
        public Software.Installer from(Path path) {
            return NativeServer.from(PRODUCT, SERVER, path);
        }
    }
}
