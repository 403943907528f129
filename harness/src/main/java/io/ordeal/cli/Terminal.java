package io.ordeal.cli;

import io.ordeal.report.TextStyle;
import io.ordeal.report.Visible;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Where a command prints: colour and moving progress on a terminal, plain lines in a pipe. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;

    public Terminal(PrintStream out, PrintStream err) {
        // The launcher knows: what Java says of a console differs from version to version.
        this.interactive = Boolean.getBoolean("ordeal.terminal")
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
        this.out = visible(out);
        this.err = visible(err);
    }

    /** Whatever is printed, and from wherever it comes, a terminal shows it, and obeys nothing but our own colours. */
    private PrintStream visible(PrintStream to) {
        return new PrintStream(Visible.stream(to, interactive), true, StandardCharsets.UTF_8);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Whether a person watches, so that colour and lines that overwrite themselves make sense. */
    public boolean isInteractive() {
        return interactive;
    }

    /** Whether bars and arrows can be printed. */
    public boolean isUnicode() {
        // The launcher knows what the locale was before it made it one in which files can have any name.
        if (Boolean.getBoolean("ordeal.ascii")) {
            return false;
        }
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = System.getenv(name);
            if (locale != null && !locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).contains("UTF");
            }
        }
        return false;
    }

    /** How reports are to be set here. */
    public TextStyle style() {
        return new TextStyle(isUnicode(), interactive, TextStyle.PLAIN.columns());
    }

    public void error(String message) {
        clearLine();
        String shown = Visible.lines(message);
        err.println(interactive ? "\u001b[31mordeal:\u001b[0m " + shown : "ordeal: " + shown);
    }

    public void warn(String message) {
        clearLine();
        String shown = Visible.lines(message);
        err.println(interactive ? "\u001b[33mordeal:\u001b[0m " + shown : "ordeal: " + shown);
    }

    /** A line that the next one overwrites; nothing in a pipe. */
    public void progress(String line) {
        if (interactive) {
            err.print("\r\u001b[K" + Visible.text(line));
            err.flush();
        }
    }

    public void clearLine() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
