package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.report.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A night as JUnit's XML, as Surefire writes it: a test case a cell, and one for each detection that was replayed. A surprise, a
 * blind canary, a cell without a verdict for too long and a detection that is gone are failures; one that had no verdict tonight is skipped, with its cause. Runs are attached by their paths, as
 * Jenkins' and GitLab's reporters take them: {@code [[ATTACHMENT|path]]} in the output.
 */
final class JUnitXml {
    private final NightSummary summary;
    private final XMLStreamWriter xml;

    private JUnitXml(NightSummary summary, XMLStreamWriter xml) {
        this.summary = summary;
        this.xml = xml;
    }

    static void write(NightSummary summary, Writer to) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to);
            new JUnitXml(summary, xml).write();
            xml.close();
        } catch (XMLStreamException failed) {
            if (failed.getCause() instanceof IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            throw new IllegalStateException("the XML could not be written", failed);
        }
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuite");
        attribute("name", "ordeal nightly");
        List<DetectionResult> detections = summary.detections().stream()
                .filter(each -> each.isGone() || !each.replays().isEmpty())
                .toList();
        attribute("tests", String.valueOf(summary.cells().size() + detections.size()));
        attribute("failures", String.valueOf(count(JUnitXml::isFailure) + summary.gone()));
        attribute("errors", "0");
        attribute("skipped", String.valueOf(count(JUnitXml::isSkipped)));
        attribute(
                "time",
                seconds(summary.cells().stream()
                                .mapToDouble(CellResult::minutes)
                                .sum()
                        * 60));
        attribute(
                "timestamp",
                summary.nights().stream()
                        .map(NightRow::startedMillis)
                        .min(Long::compare)
                        .map(millis -> Instant.ofEpochMilli(millis).toString().replaceAll("\\..*|Z$", ""))
                        .orElse("1970-01-01T00:00:00"));
        line();
        xml.writeStartElement("properties");
        property("outcome", summary.outcome().wire());
        for (NightRow night : summary.nights()) {
            property("revision", night.revision());
            property("machine", night.machine());
            property("shard", night.shard());
            property("seed", String.valueOf(night.seed()));
        }
        xml.writeEndElement();
        line();
        for (CellResult cell : summary.cells()) {
            testCase(cell);
        }
        for (DetectionResult each : detections) {
            testCase(each);
        }
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
    }

    private void testCase(CellResult cell) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", cell.target());
        attribute("name", cell.rest());
        attribute("time", seconds(cell.minutes() * 60));
        Optional<TrialRow> telling = cell.telling();
        if (isFailure(cell)) {
            xml.writeStartElement("failure");
            attribute("message", cell.sentence());
            attribute("type", type(cell));
            xml.writeCharacters(clean(telling.map(trial -> text(cell, trial)).orElse(cell.sentence())));
            xml.writeEndElement();
        } else if (isSkipped(cell)) {
            xml.writeStartElement("skipped");
            attribute("message", cell.sentence());
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(facts(cell)));
        for (TrialRow trial : cell.trials()) {
            if (trial.folder().isPresent()) {
                xml.writeCharacters("[[ATTACHMENT|" + clean(trial.folder().get()) + "/report.html]]\n");
            }
        }
        xml.writeEndElement();
        xml.writeEndElement();
        line();
    }

    /** What was found once, and is found again, or no more. */
    private void testCase(DetectionResult result) throws XMLStreamException {
        Detection detection = result.detection();
        xml.writeStartElement("testcase");
        attribute("classname", "detections");
        attribute("name", detection.cell() + " " + detection.anomaly() + " " + detection.id());
        attribute(
                "time",
                seconds(result.replays().stream()
                                .mapToLong(TrialRow::wholeMillis)
                                .sum()
                        / 1e3));
        String again = detection
                .folder()
                .map(folder -> "again: " + again(folder, "invalid") + "\n")
                .orElse("");
        if (result.isGone()) {
            xml.writeStartElement("failure");
            attribute("message", result.sentence());
            attribute("type", "detection-gone");
            xml.writeCharacters(clean(result.remedy() + "\n" + again));
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean("signature: " + detection.signature() + "\nversions: " + detection.versions()
                + "\nseed " + detection.seed() + "\n" + result.sentence() + "\n" + again));
        xml.writeEndElement();
        xml.writeEndElement();
        line();
    }

    private static String type(CellResult cell) {
        return cell.telling()
                .flatMap(trial -> trial.findings().stream().findFirst())
                .map(Finding::anomaly)
                .orElse(cell.status().wire());
    }

    private static String text(CellResult cell, TrialRow trial) {
        return trial.findings().stream().map(Finding::explanation).collect(Collectors.joining("\n\n"))
                + "\n\n" + cell.sentence() + "\n"
                + trial.folder()
                        .map(folder -> "again: " + again(folder, trial.verdict()) + "\n")
                        .orElse("");
    }

    /** The line to type: what broke is replayed, what did not is run again by its seed. */
    static String again(String folder, String verdict) {
        return verdict.equals("invalid")
                ? "./ordeal replay " + Commands.quoted(folder)
                : "./ordeal run " + Commands.quoted(folder + "/test.json");
    }

    private static String facts(CellResult cell) {
        StringBuilder text = new StringBuilder();
        text.append("status ")
                .append(cell.status().wire())
                .append(": ")
                .append(cell.sentence())
                .append('\n');
        text.append("expected: ").append(cell.cell().expected()).append('\n');
        if (!cell.cell().canary().isEmpty()) {
            text.append("canary of: ").append(cell.cell().canary()).append('\n');
        }
        text.append("why it got its time: ").append(cell.why()).append('\n');
        for (TrialRow trial : cell.trials()) {
            text.append("seed ")
                    .append(trial.seed())
                    .append(": ")
                    .append(trial.verdict())
                    .append(", ")
                    .append(trial.judgement().wire())
                    .append(trial.cause().isEmpty() ? "" : ", " + trial.cause())
                    .append('\n');
        }
        return text.toString();
    }

    private static boolean isFailure(CellResult cell) {
        return switch (cell.status()) {
            case RED, BLIND, STALE -> true;
            case KNOWN, UNKNOWN, UNREACHED, GREEN -> false;
        };
    }

    private static boolean isSkipped(CellResult cell) {
        return switch (cell.status()) {
            case UNKNOWN, UNREACHED, KNOWN -> true;
            case RED, BLIND, STALE, GREEN -> false;
        };
    }

    private long count(java.util.function.Predicate<CellResult> what) {
        return summary.cells().stream().filter(what).count();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** Without the characters that no XML can have. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\n'
                        || c == '\t'
                        || (c >= ' ' && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c > 0xFFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
