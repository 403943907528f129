package io.ordeal.targets.memcached;

import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.NativeServer;
import java.util.List;

/**
 * Memcached 1.6.38, as Debian's stable suite has it; others as other suites have them. With the libraries that it is linked
 * against, so that it runs on an older Debian, too: 6 MB to download.
 */
final class MemcachedSoftware {
    static final String PRODUCT = "memcached";

    /** The program. */
    static final String SERVER = "memcached";

    private static final String OWN = "1.6.38";

    /** What it is linked against, without what only its scripts and installing need. */
    private static final List<String> BESIDE =
            List.of("libc6", "libevent-2.1-7t64", "libsasl2-2", "libssl3t64", "libzstd1", "zlib1g");

    static final Software MEMCACHED = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN), MemcachedSoftware::fetched, path -> NativeServer.from(PRODUCT, SERVER, path)));

    private MemcachedSoftware() {}

    private static Software.Installer fetched(String version) {
        return NativeServer.fetchedWithLibraries(
                new DebianPackage(PRODUCT, version, PRODUCT, List.of("trixie", "sid"), BESIDE), "usr/bin/memcached");
    }
}
