package io.ordeal.targets.nacos;

/** Registers as configurations of Nacos, read as its console reads them. */
public final class NacosRegisterAdminTarget extends NacosTarget {
    public NacosRegisterAdminTarget() {
        super(
                "nacos-register-admin",
                "servers of Nacos 3 of yours; registers as configurations, read as the database has them (the"
                        + " administrator's call)",
                ReadFrom.DATABASE,
                "no source that it holds: Nacos' maintainers, issue 11953, say of the console, which reads the database, that it"
                        + " finds what was published; of links that break, and of databases that are several, nothing is"
                        + " said. Not tried on a server here");
    }
}
