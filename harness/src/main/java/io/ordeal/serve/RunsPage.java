package io.ordeal.serve;

import io.ordeal.report.Html;
import io.ordeal.serve.index.RunEntry;
import io.ordeal.serve.index.RunFilter;
import io.ordeal.serve.index.RunFilter.Order;
import io.ordeal.serve.index.RunIndex;
import io.ordeal.serve.index.RunState;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of runs: which, and in which order, stands in the address. */
final class RunsPage {
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** A page is there by then, though not all folders may have been read. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final int ON_A_PAGE = 100;
    private static final int MOST_LETTERS = 200;
    private static final List<String> EXPECTED = List.of("as-expected", "surprise");

    private final RunIndex index;

    RunsPage(RunIndex index) {
        this.index = index;
    }

    String of(Request request) throws InterruptedException {
        RunFilter filter = filter(request);
        int page = page(request);
        RunIndex.Runs all = index.runs(PATIENCE);
        List<RunEntry> wanted = filter.of(all.runs());
        Frame frame = Frame.begin("Runs", true);
        Html html = frame.html();
        html.raw("<section id=\"filters\">\n");
        search(html, request, all.runs());
        html.raw("</section>\n<form action=\"/compare\">\n<section id=\"runs\">\n");
        counts(html, request, all, wanted);
        int first = Math.min(wanted.size(), (page - 1) * ON_A_PAGE);
        table(html, wanted.subList(first, Math.min(wanted.size(), first + ON_A_PAGE)));
        pages(html, request, page, (wanted.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        html.raw("</section>\n</form>\n");
        return frame.end();
    }

    private static RunFilter filter(Request request) {
        return new RunFilter(
                request.one("target"),
                request.one("workload"),
                request.one("fault"),
                request.one("anomaly"),
                request.named(
                        "state",
                        RunState::named,
                        Arrays.stream(RunState.values()).map(RunState::wire).toList()),
                request.named(
                        "expected",
                        value -> EXPECTED.contains(value) ? Optional.of(value.equals("surprise")) : Optional.empty(),
                        EXPECTED),
                RunFilter.words(request.one("q")),
                request.named(
                                "order",
                                Order::named,
                                Arrays.stream(Order.values()).map(Order::wire).toList())
                        .orElse(Order.NEWEST));
    }

    private static int page(Request request) {
        String page = request.one("page");
        if (!page.isEmpty() && !page.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("page is a number from 1 on, not '" + page + "'");
        }
        return page.isEmpty() ? 1 : Integer.parseInt(page);
    }

    private static void search(Html html, Request request, List<RunEntry> runs) {
        html.raw("<form class=\"tools\" role=\"search\">\n<input type=\"search\" name=\"q\" aria-label=\"Search\"")
                .raw(" placeholder=\"words: seed, cause, name\" value=\"")
                .text(request.one("q"))
                .raw("\">\n");
        choice(html, request, "target", counted(runs, run -> Stream.of(run.id().target())));
        choice(
                html,
                request,
                "workload",
                counted(runs, run -> Stream.of(run.id().workload())));
        choice(
                html,
                request,
                "fault",
                counted(runs, run -> run.faults().stream().map(RunFilter::kind).distinct()));
        choice(
                html,
                request,
                "state",
                counted(runs, run -> Stream.of(run.state().wire())));
        choice(html, request, "anomaly", counted(runs, run -> run.anomalies().stream()));
        choice(
                html,
                request,
                "expected",
                counted(runs, run -> run.asExpected().stream().map(was -> was ? EXPECTED.get(0) : EXPECTED.get(1))));
        html.raw("<select name=\"order\" aria-label=\"order\">");
        for (Order order : Order.values()) {
            option(html, order.wire(), order.words(), order.wire().equals(request.one("order")));
        }
        html.raw("</select>\n<button>Show</button> <a href=\"/\">all</a>\n</form>\n");
    }

    private static Map<String, Long> counted(List<RunEntry> runs, Function<RunEntry, Stream<String>> values) {
        return runs.stream()
                .flatMap(values)
                .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
    }

    private static void choice(Html html, Request request, String name, Map<String, Long> values) {
        String chosen = request.one(name);
        html.raw("<select name=\"" + name + "\" aria-label=\"" + name + "\">");
        option(html, "", "any " + name, chosen.isEmpty());
        values.forEach((value, count) -> option(html, value, value + " (" + count + ")", value.equals(chosen)));
        if (!chosen.isEmpty() && !values.containsKey(chosen)) {
            option(html, chosen, chosen + " (0)", true);
        }
        html.raw("</select>\n");
    }

    private static void option(Html html, String value, String text, boolean chosen) {
        html.raw("<option value=\"" + Html.escape(value) + (chosen ? "\" selected>" : "\">"))
                .text(text)
                .raw("</option>");
    }

    private static void counts(Html html, Request request, RunIndex.Runs all, List<RunEntry> wanted) {
        html.raw("<div class=\"tools\"><h1>")
                .text(of(wanted.size(), all.runs().size()))
                .raw("</h1> ");
        if (all.unread() > 0) {
            html.raw("<span class=\"omissions\">")
                    .text(all.unread() + " folders more are being read")
                    .raw("</span> ");
        }
        Map<String, Long> states = counted(wanted, run -> Stream.of(run.state().wire()));
        for (RunState state : RunState.values()) {
            Long count = states.get(state.wire());
            if (count != null) {
                html.raw("<a class=\"chip is-" + state.wire() + "\" href=\""
                                + Html.escape(request.with("state", state.wire())) + "\">")
                        .text(count + " " + state.wire())
                        .raw("</a> ");
            }
        }
        long surprises = wanted.stream().filter(RunEntry::isSurprise).count();
        if (surprises > 0) {
            html.raw("<a class=\"surprise\" href=\"" + Html.escape(request.with("expected", EXPECTED.get(1))) + "\">")
                    .text(surprises + (surprises == 1 ? " surprise" : " surprises"))
                    .raw("</a> ");
        }
        html.raw("<span class=\"gap\"></span><button>Compare two</button></div>\n");
    }

    private static String of(int wanted, int all) {
        return wanted == all ? all + (all == 1 ? " run" : " runs") : wanted + " of " + all + " runs";
    }

    private static void table(Html html, List<RunEntry> runs) {
        if (runs.isEmpty()) {
            html.raw("<p>No run is like that. A first one: <code>./ordeal run</code></p>\n");
            return;
        }
        html.raw(
                        "<table class=\"runs\">\n<thead><tr><th></th><th>verdict</th><th>target / workload</th><th>faults</th>")
                .raw(
                        "<th>what was found</th><th class=\"n\">operations</th><th>started</th><th>seed</th></tr></thead>\n")
                .raw("<tbody>\n");
        for (RunEntry run : runs) {
            row(html, run);
        }
        html.raw("</tbody></table>\n");
    }

    private static void row(Html html, RunEntry run) {
        html.raw("<tr><td><input type=\"checkbox\" name=\"run\" value=\"")
                .text(run.id().toString())
                .raw("\" aria-label=\"compare\"></td><td>");
        chip(html, run.state());
        html.raw("</td><td class=\"name\">");
        Frame.link(
                html,
                Request.address("run", run.id().segments()),
                run.id().target() + " / " + run.id().workload());
        html.raw("</td><td>")
                .text(run.faults().isEmpty() ? "none" : String.join(", ", run.faults()))
                .raw("</td><td>");
        html.text(shortened(
                Stream.concat(run.anomalies().stream(), run.cause().isEmpty() ? Stream.empty() : Stream.of(run.cause()))
                        .collect(Collectors.joining(", "))));
        if (run.isSurprise()) {
            html.raw(" <span class=\"surprise\">")
                    .text("expected: " + run.expected())
                    .raw("</span>");
        }
        html.raw("</td><td class=\"n\">")
                .text(run.operations() == 0 ? "" : String.format(Locale.ROOT, "%,d", run.operations()))
                .raw("</td><td class=\"when\">")
                .text(MOMENT.format(run.started()))
                .raw("</td><td>" + run.seed() + "</td></tr>\n");
    }

    static void chip(Html html, RunState state) {
        html.raw("<span class=\"chip is-" + state.wire() + "\">")
                .text(state.wire().replace('-', ' '))
                .raw("</span>");
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_LETTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS)) + "…";
    }

    private static void pages(Html html, Request request, int page, int last) {
        if (last <= 1) {
            return;
        }
        html.raw("<p class=\"pages\">");
        if (page > 1) {
            Frame.link(html, "/" + request.with("page", String.valueOf(Math.min(page - 1, last))), "← newer");
        }
        html.text("  page " + page + " of " + last + "  ");
        if (page < last) {
            Frame.link(html, "/" + request.with("page", String.valueOf(page + 1)), "older →");
        }
        html.raw("</p>\n");
    }
}
