package io.ordeal.report;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.shrink.Shrunk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The page of a shrunk history: all of it, each operation with its words in full and its span beside them, in the order
 * of the events, and what was left out. One file that loads nothing and has no script.
 *
 * @param of what was shrunk, in a few words
 * @param checker that judged it, by name
 * @param promise the sentence that says what was tested; empty if nobody says it
 * @param again the line that judges it again
 */
public record ShrunkPage(Shrunk shrunk, String of, String checker, Optional<String> promise, String again) {
    /** Writes it; a page that is there is replaced once this one is whole. */
    public Path write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            render(out);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws UncheckedIOException {@code out} could not be written */
    public void render(Appendable out) {
        Html html = new Html(out);
        HtmlReport.begin(html, shrunk.anomaly().type() + ": " + of);
        html.raw("<header class=\"head is-invalid\">\n<div class=\"inner\">\n")
                .element("p", "brand", "Ordeal")
                .element("h1", "", of)
                .raw("<p class=\"verdict\"><strong>INVALID</strong> ")
                .text(shrunk.anomaly().type())
                .raw("</p>\n");
        promise.ifPresent(sentence -> html.raw("<p class=\"promise\"><b>The promise</b> ")
                .text(sentence)
                .raw("</p>\n"));
        for (String sentence : shrunk.anomaly().explanation().strip().split("\n", -1)) {
            html.element("p", "explanation", sentence);
        }
        html.raw("</div>\n</header>\n<main>\n<section id=\"shrunk\">\n")
                .element(
                        "h2",
                        "",
                        "The whole of it: "
                                + Numbers.count(shrunk.leftOut().left().operations(), "operation"));
        operations(html);
        leftOut(html);
        html.raw("<p class=\"command\"><code>").text(again).raw("</code></p>\n</section>\n</main>\n</body>\n</html>\n");
    }

    private void leftOut(Html html) {
        String words = shrunk.leftOut().inWords();
        html.element("p", "claim", words.isEmpty() ? "Nothing could be left out." : "Left out: " + words + ".");
        html.element(
                "p",
                "claim",
                shrunk.finished()
                        ? "Without any one of these, and what rests on it, the anomaly is gone."
                        : "It was stopped before the end: more may be left out.");
    }

    private void operations(Html html) {
        History history = shrunk.history();
        Set<Integer> witness =
                shrunk.anomaly().witness().stream().map(op -> op.index()).collect(Collectors.toSet());
        html.raw("<ol class=\"operations\">\n");
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                operation(html, i, witness.contains(history.index(i)));
            }
        }
        html.raw("</ol>\n");
    }

    private void operation(Html html, int invocation, boolean told) {
        History history = shrunk.history();
        int completion = history.partner(invocation);
        OpType outcome = history.outcome(invocation);
        double events = Math.max(1, history.size());
        int end = outcome == OpType.INFO || completion < 0 ? history.size() - 1 : completion;
        html.raw("<li class=\"" + outcome.wire() + (told ? " told" : "") + "\">")
                .raw("<span class=\"who\">p" + history.process(invocation) + "</span>")
                .raw("<code>")
                .text(CallText.whole(
                        history.f(invocation),
                        history.value(invocation),
                        completion < 0 ? null : history.value(completion),
                        outcome))
                .raw("</code><span class=\"span\"><i style=\"")
                .raw(String.format(
                        Locale.ROOT,
                        "left:%.2f%%;width:%.2f%%",
                        100 * invocation / events,
                        100 * (end + 1 - invocation) / events))
                .raw("\"></i></span><span class=\"when\">")
                .text(when(invocation, completion))
                .raw("</span></li>\n");
    }

    private String when(int invocation, int completion) {
        History history = shrunk.history();
        String events = completion < 0
                ? "event " + history.index(invocation) + ", no answer"
                : "events " + history.index(invocation) + " to " + history.index(completion);
        long nanos = history.timeNanos(invocation);
        return nanos < 0 ? events : events + String.format(Locale.ROOT, ", at %.4f s", nanos / 1e9);
    }
}
