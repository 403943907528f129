package io.ordeal.report;

import io.ordeal.store.RunSpec;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The harness itself failed: not a verdict, and never to be mistaken for one. It says nothing about the system under
 * test.
 *
 * @param run what was run; empty if it was not a run
 * @param doing what the harness was doing, to follow "while": {@code starting redis-1}
 * @param failure why it could not
 * @param kept lines that say what is left and what to type: where the log is, that the history can be judged
 */
public record HarnessFault(Optional<RunSpec> run, String doing, Throwable failure, List<String> kept) {
    private static final String WORDS = "this is a fault of the harness, not a finding";
    private static final int FRAMES = 40;

    public HarnessFault {
        kept = List.copyOf(kept);
    }

    private String sentence() {
        return "Ordeal failed while " + doing + ": " + WORDS + ". It says nothing about "
                + run.map(RunSpec::target).orElse("what was tested") + ".";
    }

    /** For the terminal, each line ended by a newline. */
    public String print(TextStyle style) {
        StringBuilder out = new StringBuilder();
        out.append(style.colour() ? " " : "")
                .append(style.paint("1;37;45", " NO VERDICT "))
                .append(' ')
                .append(style.bold(
                        run.map(spec -> spec.target() + " " + spec.workload()).orElse("")))
                .append("\n\n")
                .append(style.wrap(sentence(), " "))
                .append('\n');
        trace().lines().forEach(line -> out.append("   ").append(line).append('\n'));
        out.append(kept.isEmpty() ? "" : "\n");
        kept.forEach(line -> out.append(style.wrap(line, " ")));
        return out.toString();
    }

    /**
     * As a page, in place of {@code report.html}.
     *
     * @throws UncheckedIOException {@code out} could not be written
     */
    public void render(Appendable out) {
        Html html = new Html(out);
        HtmlReport.begin(html, "no verdict: " + WORDS);
        html.raw("<header class=\"head is-fault\">\n<div class=\"inner\">\n").element("p", "brand", "Ordeal");
        run.ifPresent(spec -> html.raw("<h1>")
                .text(spec.target())
                .raw(" <span>")
                .text(spec.workload())
                .raw("</span></h1>\n"));
        html.raw("<p class=\"verdict\"><strong>NO VERDICT</strong></p>\n")
                .element("p", "cause", sentence())
                .raw("</div>\n</header>\n<main>\n<section>\n<h2>What failed</h2>\n")
                .element("pre", "", trace())
                .raw("</section>\n");
        if (!kept.isEmpty()) {
            html.raw("<section>\n<h2>What is left</h2>\n");
            kept.forEach(line -> html.element("p", "", line));
            html.raw("</section>\n");
        }
        html.raw("</main>\n</body>\n</html>\n");
    }

    /** The failure and its causes, each with the frames from which it came. */
    private String trace() {
        StringBuilder text = new StringBuilder();
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 10; depth++) {
            text.append(depth == 0 ? "" : "caused by ").append(current).append('\n');
            StackTraceElement[] frames = current.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("    at ").append(frames[i]).append('\n');
            }
            if (frames.length > FRAMES) {
                text.append("    ").append(frames.length - FRAMES).append(" frames more are in ordeal.log\n");
            }
            current = current.getCause();
        }
        return text.toString();
    }
}
