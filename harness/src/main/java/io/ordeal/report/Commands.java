package io.ordeal.report;

import io.ordeal.store.CheckReport;
import io.ordeal.store.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines to type that come to the same verdict, or try again. */
public final class Commands {
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
        List<Command> all = new ArrayList<>();
        all.add(new Command("./ordeal check " + quoted(file), "judges the saved history again"));
        if (report.check().result().verdict().isInvalid()) {
            all.add(new Command(
                    "./ordeal replay " + quoted(file),
                    "does the same again, operation by operation and fault by fault, against a fresh " + run.target()));
            all.add(new Command("./ordeal shrink " + quoted(file), "leaves out of the history what it does not take"));
        }
        if (run.replayOf().isEmpty()) {
            all.add(new Command(
                    "./ordeal run " + quoted(file + "/test.json"),
                    "starts another run like it: what is drawn is drawn from the same seed, " + run.seed()
                            + ", and what a fresh " + run.target() + " answers is its own"));
        }
        return all;
    }

    /** What to type next after a run that broke something, to be printed; nothing after others. */
    static String next(CheckReport check) {
        return check.result().verdict().isInvalid()
                ? "\n next: ./ordeal replay " + quoted(check.file()) + "\n       ./ordeal shrink "
                        + quoted(check.file()) + "\n"
                : "";
    }

    /** A word as a shell takes it. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
