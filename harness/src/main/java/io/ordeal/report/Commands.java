package io.ordeal.report;

import io.ordeal.store.RunSpec;
import java.util.List;
import java.util.regex.Pattern;

/** The lines to type that come to the same verdict, or try again. */
final class Commands {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /** A line and what it does. */
    record Command(String line, String meaning) {}

    private Commands() {}

    static List<Command> of(Report report) {
        String file = report.check().file();
        if (report.run().isEmpty()) {
            return List.of(new Command(
                    "./ordeal check " + quoted(file) + " --checker "
                            + report.check().checker(),
                    "judges the history again"));
        }
        RunSpec run = report.run().get();
        return List.of(
                new Command("./ordeal check " + quoted(file), "judges the saved history again"),
                new Command(
                        "./ordeal run " + quoted(file + "/test.json"),
                        "runs it again: the same operations and faults (seed " + run.seed() + ") against a fresh "
                                + run.target()));
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
