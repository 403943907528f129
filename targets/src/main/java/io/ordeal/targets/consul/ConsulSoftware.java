package io.ordeal.targets.consul;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.util.List;

/** Consul 1.8.7, as Debian 11 had it, and no later Debian has. One program that needs nothing beside it: 14 MB to download. */
final class ConsulSoftware {
    static final String PRODUCT = "consul";
    static final String SERVER = "consul";

    private static final String OWN = "1.8.7";

    static final Software CONSUL = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN), ConsulSoftware::fetched, path -> NativeServer.from(PRODUCT, SERVER, path)));

    private ConsulSoftware() {}

    private static Software.Installer fetched(String version) {
        // built by Debian with its own number behind: 1.8.7+dfsg1
        String upstream = version.equals(OWN) ? OWN + "+dfsg1" : version;
        return NativeServer.fetched(
                new DebianPackage(PRODUCT, upstream, "consul", List.of("bullseye")), "usr/bin/consul");
    }
}
