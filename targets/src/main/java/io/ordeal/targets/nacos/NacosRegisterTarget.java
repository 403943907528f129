package io.ordeal.targets.nacos;

/** Registers as configurations of Nacos, read as applications read them. */
public final class NacosRegisterTarget extends NacosTarget {
    public NacosRegisterTarget() {
        super(
                "nacos-register",
                "servers of Nacos 3 of yours; registers as configurations, read as the process' own server has dumped"
                        + " them (the client's call)",
                ReadFrom.DUMP,
                "Nacos' maintainers, issues 2060 and 11953: a publish is answered when the database has it, and not every"
                        + " server has it then; issues 8886 and 13513: a read right after it finds the old value, or none."
                        + " Not tried on a server here");
    }
}
