package io.ordeal.cli;

import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file after {@code --schedule}. */
final class ScheduleArgument {
    private ScheduleArgument() {}

    /** @throws UsageException it can't be read, or is none */
    static Schedule read(Path file) {
        try {
            return ScheduleFile.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UsageException("--schedule: cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(file + ": " + wrong.getMessage(), wrong);
        }
    }
}
