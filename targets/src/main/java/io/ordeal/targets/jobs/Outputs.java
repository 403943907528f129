package io.ordeal.targets.jobs;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.workload.job.JobOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The outputs of jobs, a folder each, as who consumes them reads them: every file in a job's folder whose name begins neither with
 * a dot nor with an underscore. That of the marker does, and so do the folders of attempts.
 *
 * @param folder of all
 */
record Outputs(Path folder) {
    private static final String MARKER = "_SUCCESS";
    private static final String JOB = "job-";

    /** Why they can't be had of nodes that run somewhere, as {@link io.ordeal.targets.Target#lacking} has it. */
    static List<String> lacking(ClusterKind kind) {
        return kind == ClusterKind.PROCESS
                ? List.of()
                : List.of(
                        "drivers and tasks write to folders of this machine, and reach each other at its loopback address,"
                                + " which other nodes than processes of it do not: ask for --cluster process");
    }

    /** Where a job is to write. */
    Path of(long job) {
        return folder.resolve(JOB + job);
    }

    /**
     * All that is there now.
     *
     * @throws DefiniteFailure something went while it was read, or can't be read: try again
     */
    List<JobOutput> read() throws DefiniteFailure {
        List<JobOutput> all = new ArrayList<>();
        try {
            for (Path job : list(folder)) {
                String name = String.valueOf(job.getFileName());
                if (name.matches(JOB + "[0-9]{1,18}")) {
                    all.add(read(Long.parseLong(name.substring(JOB.length())), job));
                }
            }
        } catch (IOException gone) {
            throw new DefiniteFailure("what was listed can't be read: " + gone);
        }
        return all;
    }

    /** The marker first: what it says holds of what is read after it. */
    private static JobOutput read(long id, Path job) throws IOException {
        boolean marked = Files.exists(job.resolve(MARKER));
        List<Object> records = new ArrayList<>();
        for (Path file : list(job)) {
            String name = String.valueOf(file.getFileName());
            if (!name.startsWith("_") && !name.startsWith(".")) {
                records.addAll(records(Files.readString(file)));
            }
        }
        return new JobOutput(id, marked, records);
    }

    /** Lines; of what was not written to its end the last is none, and is told as a text. */
    static List<Object> records(String text) {
        List<Object> records = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            String line = text.substring(from, end);
            records.add(line.matches("[0-9]{1,18}") ? (Object) Long.valueOf(line) : line);
            from = end + 1;
        }
        if (from < text.length()) {
            records.add(text.substring(from) + " (without its end)");
        }
        return records;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
