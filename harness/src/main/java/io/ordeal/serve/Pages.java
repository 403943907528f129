package io.ordeal.serve;

import io.ordeal.report.Html;
import io.ordeal.report.HtmlReport;
import io.ordeal.report.Visible;
import io.ordeal.serve.index.RunId;
import io.ordeal.serve.index.RunIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What there is at each address. */
final class Pages {
    private static final int TAIL_BYTES = 1 << 16;

    private final ResultsFiles files;
    private final RunsPage runs;
    private final RunPage run;
    private final ComparePage compare;
    private final NightPages nights;

    Pages(ResultsFiles files, RunIndex index, Nights nights) {
        this.files = files;
        RunHistories histories = new RunHistories();
        runs = new RunsPage(index);
        run = new RunPage(files, index, histories);
        compare = new ComparePage(files, index, histories);
        this.nights = new NightPages(nights, files);
    }

    /**
     * The answer; empty if there is nothing at that address.
     *
     * @throws IllegalArgumentException the address can't be understood
     */
    Optional<Answer> answer(Request request) throws IOException, InterruptedException {
        List<String> segments = request.segments();
        if (segments.isEmpty()) {
            return Optional.of(Answer.page(runs.of(request)));
        }
        List<String> rest = segments.subList(1, segments.size());
        return switch (segments.get(0)) {
            case "run" -> run.of(rest).map(Answer::page);
            case "compare" -> Optional.of(Answer.page(compare.of(request)));
            case "nights" -> rest.isEmpty() ? Optional.of(Answer.page(nights.all())) : Optional.empty();
            case "night" -> rest.size() == 1 ? nights.night(rest.get(0)) : Optional.empty();
            case "log" -> log(rest);
            case "files" -> files.file(rest);
            case "zip" -> zip(rest);
            case "static" -> rest.size() == 1 ? resource(rest.get(0)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Answer> zip(List<String> names) {
        Optional<RunId> found = files.run(names);
        return found.map(id -> FolderZip.of(id, id.in(files.root())));
    }

    private Optional<Answer> log(List<String> names) throws IOException {
        Optional<Path> file = files.find(names).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Frame frame = Frame.begin(names.get(names.size() - 1), true);
        Html html = frame.html();
        html.raw("<section>\n").element("h1", "", names.get(names.size() - 1)).raw("<p>The last lines. ");
        Frame.link(html, Request.address("files", names), "All of it");
        if (names.size() > 3 && files.run(names.subList(0, 3)).isPresent()) {
            html.raw(" · ");
            Frame.link(html, Request.address("run", names.subList(0, 3)), "The run");
        }
        html.raw("</p>\n<pre id=\"tail\" class=\"tail\" tabindex=\"0\">")
                .text(Visible.lines(ResultsFiles.tail(file.get(), TAIL_BYTES)))
                .raw("</pre>\n</section>\n");
        return Optional.of(Answer.page(frame.end()));
    }

    private static Optional<Answer> resource(String name) {
        return switch (name) {
            case "report.css" -> Optional.of(Answer.resource("text/css", HtmlReport.style()));
            case "serve.css" -> Optional.of(Answer.resource("text/css", text(name)));
            case "serve.js" -> Optional.of(Answer.resource("text/javascript", text(name)));
            default -> Optional.empty();
        };
    }

    private static String text(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name + ": build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
