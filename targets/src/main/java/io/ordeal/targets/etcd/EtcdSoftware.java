package io.ordeal.targets.etcd;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.util.List;

/**
 * etcd 3.5.16, as Debian's stable suite has it; others as other suites have them. One program that needs nothing beside it: 11
 * MB to download.
 */
final class EtcdSoftware {
    static final String PRODUCT = "etcd";
    static final String SERVER = "etcd";

    private static final String OWN = "3.5.16";

    static final Software ETCD = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN, "3.5.30"), EtcdSoftware::fetched, path -> NativeServer.from(PRODUCT, SERVER, path)));

    private EtcdSoftware() {}

    private static Software.Installer fetched(String version) {
        return NativeServer.fetched(
                new DebianPackage(PRODUCT, version, "etcd-server", List.of("trixie", "sid")), "usr/bin/etcd");
    }
}
