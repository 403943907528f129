package io.ordeal.store;

import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The folder of one run, and the names of what is in it. */
public record RunFolder(Path path) {
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    /**
     * Makes {@code <results>/<target>/<workload>/<start time>-<seed>/}, with {@code test.json} in it.
     *
     * @throws IOException it can't be made; the message names the path
     * @throws IllegalArgumentException the target's or the workload's name can't be a folder's
     */
    public static RunFolder create(Path results, RunSpec spec, LocalDateTime started) throws IOException {
        Path parent = results.resolve(FolderName.require("target", spec.target()))
                .resolve(FolderName.require("workload", spec.workload()));
        Files.createDirectories(parent);
        String name = START.format(started) + "-" + spec.seed();
        for (int i = 1; ; i++) {
            try {
                RunFolder folder = new RunFolder(Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i)));
                folder.writeSpec(spec);
                return folder;
            } catch (FileAlreadyExistsException taken) {
                // Two runs of one second and seed: the next number is free, or the one after.
            }
        }
    }

    public static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve("test.json"));
    }

    /** The run that a path is the folder or the history of; empty if it is neither. */
    public static Optional<RunFolder> of(Path path) {
        if (isRun(path)) {
            return Optional.of(new RunFolder(path));
        }
        return Optional.ofNullable(path.getParent() == null ? Path.of("") : path.getParent())
                .filter(RunFolder::isRun)
                .map(RunFolder::new)
                .filter(run -> run.historyFile().getFileName().equals(path.getFileName()));
    }

    public void writeSpec(RunSpec spec) throws IOException {
        Files.writeString(specFile(), RunSpecJson.write(spec));
    }

    /**
     * What was run.
     *
     * @throws MalformedRunException it can't be understood
     * @throws IOException it can't be read
     */
    public RunSpec readSpec() throws IOException {
        try {
            return RunSpecJson.read(Files.readString(specFile(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw new MalformedRunException(specFile(), wrong);
        }
    }

    /** Writes down what is to be done to the system, and when; nothing if nothing is. */
    public void writeSchedule(Schedule drawn) throws IOException {
        if (!drawn.isEmpty()) {
            Files.writeString(scheduleFile(), ScheduleFile.write(drawn));
        }
    }

    public void writeVerdict(CheckReport report) throws IOException {
        Files.writeString(verdictFile(), CheckReportJson.write(report) + "\n");
    }

    public Path specFile() {
        return path.resolve("test.json");
    }

    /** Where the history is written while the run goes on. */
    public Path liveHistoryFile() {
        return path.resolve("history.edn");
    }

    /** The history as it is: compressed after a run's end, plain if the run was killed. */
    public Path historyFile() {
        Path compressed = path.resolve("history.edn.gz");
        return Files.exists(compressed) && !Files.exists(liveHistoryFile()) ? compressed : liveHistoryFile();
    }

    /** The faults with their conditions, those that were drawn, too: what {@code --schedule} takes. */
    public Path scheduleFile() {
        return path.resolve("schedule.yaml");
    }

    /** A copy of the file that describes the target, if one does; relative paths in it begin where the original lies. */
    public Path targetFile() {
        return path.resolve("ordeal.yaml");
    }

    public Path verdictFile() {
        return path.resolve("verdict.json");
    }

    public Path reportFile() {
        return path.resolve("report.html");
    }

    public Path logFile() {
        return path.resolve("ordeal.log");
    }

    public Path nodes() {
        return path.resolve("nodes");
    }
}
