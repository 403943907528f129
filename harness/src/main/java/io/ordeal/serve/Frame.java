package io.ordeal.serve;

import io.ordeal.report.Html;

/** What all pages have. */
final class Frame {
    /** How often a page that may change is fetched anew, in seconds. */
    private static final int REFRESH_SECONDS = 2;

    private final StringBuilder page = new StringBuilder(1 << 14);
    private final Html html = new Html(page);

    private Frame() {}

    /**
     * The head of a page.
     *
     * @param live whether it is to be fetched anew while somebody looks at it
     */
    static Frame begin(String title, boolean live) {
        Frame frame = new Frame();
        frame.html
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<link rel=\"icon\" href=\"data:,\">\n")
                .element("title", "", title + " · Ordeal")
                .raw("<link rel=\"stylesheet\" href=\"/static/report.css\">\n")
                .raw("<link rel=\"stylesheet\" href=\"/static/serve.css\">\n")
                .raw("<script src=\"/static/serve.js\" defer></script>\n</head>\n<body")
                .raw(live ? " data-refresh=\"" + REFRESH_SECONDS + "\"" : "")
                .raw(">\n<nav><div class=\"inner\"><b>Ordeal</b> <a href=\"/\">Runs</a> <a href=\"/nights\">Nights</a>")
                .raw("<span id=\"refreshed\" role=\"status\"></span></div></nav>\n<main>\n");
        return frame;
    }

    Html html() {
        return html;
    }

    String end() {
        html.raw("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    /** A page that says one thing. */
    static String message(String title, String sentence) {
        Frame frame = begin(title, false);
        frame.html
                .raw("<section>\n")
                .element("h1", "", title)
                .element("p", "", sentence)
                .raw("<p><a href=\"/\">All runs</a></p>\n</section>\n");
        return frame.end();
    }

    /** A link; the address is one of {@link Request#address}. */
    static void link(Html html, String address, String text) {
        html.raw("<a href=\"" + Html.escape(address) + "\">").text(text).raw("</a>");
    }
}
