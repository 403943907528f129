package io.ordeal.targets.nats;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.util.List;

/**
 * NATS 2.10.27, as Debian's stable suite has it; others as other suites have them. One program that needs nothing beside it: 5
 * MB to download.
 */
final class NatsSoftware {
    static final String PRODUCT = "nats";
    static final String SERVER = "nats-server";

    private static final String OWN = "2.10.27";

    static final Software NATS = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN), NatsSoftware::fetched, path -> NativeServer.from(PRODUCT, SERVER, path)));

    private NatsSoftware() {}

    private static Software.Installer fetched(String version) {
        return NativeServer.fetched(
                new DebianPackage(PRODUCT, version, SERVER, List.of("trixie", "sid")), "usr/sbin/nats-server");
    }
}
