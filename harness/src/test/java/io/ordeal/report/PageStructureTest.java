package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The parts of a page as a browser finds them; its head and its violations are well-formed markup. */
class PageStructureTest {
    private static final List<Report> REPORTS =
            List.of(SampleReports.lock(), SampleReports.register(), SampleReports.writeSkew());

    private static String page(Report report) {
        StringBuilder out = new StringBuilder();
        HtmlReport.render(report, out);
        return out.toString();
    }

    private static Document part(String page, String begin, String end) throws Exception {
        int from = page.indexOf(begin);
        String part = page.substring(from, page.indexOf(end, from) + end.length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static boolean isInside(Element element, String cssClass) {
        for (Node node = element; node instanceof Element each; node = node.getParentNode()) {
            if (List.of(each.getAttribute("class").split(" ")).contains(cssClass)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theHeadHasWhatWasDoneToWhatForHowLongByWhichSeed() throws Exception {
        Document head = part(page(SampleReports.lock()), "<header", "</header>");
        List<Element> names = all(head, "dt");
        assertThat(names)
                .extracting(Element::getTextContent)
                .containsExactly("faults", "time", "seed", "versions", "checker");
        assertThat(all(head, "dd"))
                .extracting(Element::getTextContent)
                .startsWith("partition:primary, client-pause", "30s", "42")
                .endsWith("mutex");
        assertThat(head.getDocumentElement().getTextContent())
                .contains("redis-setex", "INVALID", "As expected", "breaks(overlapping-holds, 60s)");
    }

    @Test
    void aHistorysHeadClaimsNoRun() throws Exception {
        assertThat(all(part(page(SampleReports.register()), "<header", "</header>"), "dt"))
                .extracting(Element::getTextContent)
                .containsExactly("checker");
    }

    @Test
    void everyViolationCanBeShownInTheTimeline() throws Exception {
        for (Report report : REPORTS) {
            Document violations = part(page(report), "<section id=\"violation\">", "</section>");
            List<Element> articles = all(violations, "article");
            assertThat(articles).hasSameSizeAs(report.check().result().verdict().anomaliesOrNone());
            assertThat(all(violations, "button"))
                    .extracting(button -> button.getAttribute("data-show"))
                    .containsExactly(java.util.stream.IntStream.range(0, articles.size())
                            .mapToObj(String::valueOf)
                            .toArray(String[]::new));
        }
    }

    @Test
    void whatIsWiderThanAPhoneScrollsInItsOwnBox() throws Exception {
        for (Report report : REPORTS) {
            Document violations = part(page(report), "<section id=\"violation\">", "</section>");
            assertThat(all(violations, "svg")).isNotEmpty().allMatch(svg -> isInside(svg, "scroll"));
            assertThat(all(violations, "table")).allMatch(table -> isInside(table, "scroll"));
        }
        assertThat(page(SampleReports.lock())).contains("width=device-width");
    }

    @Test
    void theFaultsAtWorkAreNamedAndDrawn() throws Exception {
        Document violations = part(page(SampleReports.lock()), "<section id=\"violation\">", "</section>");
        assertThat(all(violations, "li"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.startsWith("client-pause 19.500 s to 22.703 s"))
                .noneMatch(text -> text.startsWith("partition"));
        assertThat(all(violations, "g"))
                .filteredOn(group -> group.getAttribute("class").equals("fault"))
                .singleElement()
                .satisfies(band -> assertThat(band.getTextContent()).contains("client-pause"));
    }
}
