package io.ordeal.campaign.told;

import java.nio.file.Path;
import java.util.Optional;

/** Where a night's page leads to. */
@FunctionalInterface
public interface RunLinks {
    /**
     * The address of what there is to be read of a run; empty if there is nothing.
     *
     * @param run its folder, as it was when it was made
     */
    Optional<String> of(Path run);

    /** To the reports, seen from a page that lies in a folder, so that links need not be absolute. */
    static RunLinks seenFrom(Path folder) {
        Path here = folder.toAbsolutePath().normalize();
        return run ->
                Optional.of(here.relativize(run.toAbsolutePath().normalize().resolve("report.html"))
                        .toString()
                        .replace('\\', '/'));
    }
}
