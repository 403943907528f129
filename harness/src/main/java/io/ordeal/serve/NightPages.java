package io.ordeal.serve;

import io.ordeal.campaign.memory.MemoryException;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.report.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The nights, and what each has come to. */
final class NightPages {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MOST = 400;
    private static final int COMMIT_LETTERS = 10;

    /** As the night wrote it: it loads nothing, and leads to runs of this server. */
    private static final String PAGE =
            "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final Nights nights;
    private final ResultsFiles files;

    NightPages(Nights nights, ResultsFiles files) {
        this.nights = nights;
        this.files = files;
    }

    Optional<Answer> night(String id) throws IOException {
        try {
            return nights.page(id)
                    .map(Answer::page)
                    .map(page -> new Answer(
                            page.status(),
                            Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", PAGE),
                            page.length(),
                            page.body()));
        } catch (MemoryException unreadable) {
            return Optional.of(Answer.page(503, Frame.message("The memory", String.valueOf(unreadable.getMessage()))));
        }
    }

    String all() throws IOException {
        Frame frame = Frame.begin("Nights", true);
        Html html = frame.html();
        html.raw("<section id=\"nights\">\n<h1>Nights</h1>\n");
        try {
            Optional<Nights.Known> known = nights.known();
            if (known.isEmpty() || known.get().nights().isEmpty()) {
                html.raw("<p>")
                        .text("The memory " + nights.memory() + " knows of no night. A first one: ")
                        .raw("<code>./ordeal nightly --budget 30m</code></p>\n");
            } else {
                outputs(html);
                table(html, known.get().nights());
                html.raw("<details id=\"history\"><summary>Surprises and cells, over all nights</summary>\n")
                        .element("pre", "", known.get().history())
                        .raw("</details>\n");
            }
        } catch (MemoryException unreadable) {
            html.element("p", "cause", String.valueOf(unreadable.getMessage()));
        }
        html.raw("</section>\n");
        return frame.end();
    }

    private void outputs(Html html) {
        html.raw("<p class=\"links\">The last one, as it was written: ");
        for (String name : List.of("index.html", "summary.md", "junit.xml", "metrics.txt")) {
            List<String> names = List.of("nightly", name);
            if (files.find(names).filter(Files::isRegularFile).isPresent()) {
                Frame.link(html, Request.address("files", names), name);
                html.raw(" ");
            }
        }
        html.raw("</p>\n");
    }

    private static void table(Html html, List<NightRow> nights) {
        html.raw("<div class=\"scroll\"><table>\n<thead><tr><th>night</th><th>outcome</th><th>began, UTC</th>")
                .raw("<th>took</th><th>shard</th><th>commit</th><th>seed</th><th>machine</th></tr></thead>\n<tbody>\n");
        for (int i = nights.size() - 1; i >= Math.max(0, nights.size() - MOST); i--) {
            NightRow night = nights.get(i);
            String outcome = night.endedMillis().isEmpty() ? "unfinished" : night.outcome();
            html.raw("<tr><td>");
            Frame.link(
                    html,
                    Request.address("night", List.of(night.id())),
                    LocalDate.ofEpochDay(night.number()).toString());
            html.raw("</td><td><span class=\"chip is-" + Html.escape(outcome.replace(' ', '-')) + "\">")
                    .text(outcome)
                    .raw("</span></td><td class=\"when\">")
                    .text(MOMENT.format(Instant.ofEpochMilli(night.startedMillis())))
                    .raw("</td><td class=\"n\">")
                    .text(night.endedMillis()
                            .map(ended -> (ended - night.startedMillis()) / 60_000 + " min")
                            .orElse(""))
                    .raw("</td><td>")
                    .text(night.shard())
                    .raw("</td><td>")
                    .text(night.revision()
                            .substring(
                                    0, Math.min(COMMIT_LETTERS, night.revision().length())))
                    .raw("</td><td>" + night.seed() + "</td><td>")
                    .text(night.machine())
                    .raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        if (nights.size() > MOST) {
            html.element("p", "omissions", nights.size() - MOST + " older ones: ./ordeal nightly --history");
        }
    }
}
