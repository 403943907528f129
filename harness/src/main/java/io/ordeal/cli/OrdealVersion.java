package io.ordeal.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
public final class OrdealVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "ordeal " + current() + " on Java " + Runtime.version().feature()
        };
    }

    /** Ordeal's version, or {@code development} outside a jar. */
    public static String current() {
        String version = OrdealVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
