package io.ordeal.campaign.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries of nights that were written down by hand, and the files that they become. */
class NightOutputsTest {
    private static final int UNKNOWN_NIGHTS = 2;
    private static final String EVIL = "<script>alert(1)</script> | ` & ]]> \u0007";

    @TempDir
    private Path folder = Path.of("");

    private int trials;

    private CampaignMemory memory() {
        return CampaignMemory.open(folder.resolve("m.sqlite"));
    }

    private static void night(CampaignMemory memory, int number, CellRow... cells) {
        memory.begin(
                new NightRow(
                        "n" + number,
                        20_000 + number,
                        (20_000L + number) * 86_400_000 + 3_600_000,
                        Optional.empty(),
                        "commit" + number,
                        "h",
                        "machine",
                        "1/1",
                        7,
                        7_200_000,
                        "",
                        "untried t/w: holds under kill: it has no servers\nblind checker of w2",
                        "",
                        ""),
                List.of(cells));
    }

    private static CellRow cell(String name, String canary) {
        return new CellRow(name, "code", canary.isEmpty() ? "holds" : "breaks(lost, 60s)", canary, 1);
    }

    private TrialRow trial(int night, String cell, String verdict, Judgement judgement, Optional<String> againOf) {
        trials++;
        boolean invalid = verdict.equals("invalid");
        return new TrialRow(
                "t" + trials,
                "n" + night,
                cell,
                "never judged until now",
                "{}",
                trials,
                (20_000L + night) * 86_400_000 + 3_600_000 + trials,
                State.DONE,
                8000,
                5000,
                verdict,
                judgement,
                "holds",
                verdict.equals("unknown") ? "nobody competed " + EVIL : "",
                100,
                invalid ? OptionalLong.of(900) : OptionalLong.empty(),
                "{}",
                100,
                100,
                "",
                Optional.of(folder.resolve("t/w/run" + trials).toString()),
                againOf,
                invalid
                        ? List.of(new Finding(
                                "w lost [add] under [kill]",
                                "lost",
                                judgement == Judgement.SURPRISE
                                        ? Standing.NEW
                                        : judgement == Judgement.KNOWN ? Standing.KNOWN : Standing.EXPECTED,
                                judgement == Judgement.KNOWN ? "issue 7" : "",
                                "5 is lost " + EVIL))
                        : List.of());
    }

    private static NightSummary summary(CampaignMemory memory, int night) {
        return NightSummary.of(memory, List.of("n" + night), UNKNOWN_NIGHTS);
    }

    /** A night that has one cell of each kind. */
    private void write(CampaignMemory memory) {
        CellRow[] cells = {
            cell("a/w/none", ""),
            cell("b/w/kill", ""),
            cell("c/w/links", ""),
            cell("d/w/none", ""),
            cell("e/w/none", ""),
            cell("m/w/none", "checker of w"),
            cell("z/w/none", "")
        };
        night(memory, 1, cells);
        memory.write(trial(1, "b/w/kill", "valid", Judgement.EXPECTED, Optional.empty()));
        memory.write(trial(1, "d/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
        memory.end("n1", 1, "yellow");
        night(memory, 2, cells);
        memory.write(trial(2, "a/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
        TrialRow surprise = trial(2, "b/w/kill", "invalid", Judgement.SURPRISE, Optional.empty());
        memory.write(surprise);
        for (int i = 0; i < 10; i++) {
            memory.write(trial(
                    2,
                    "b/w/kill",
                    i < 7 ? "invalid" : "valid",
                    i < 7 ? Judgement.SURPRISE : Judgement.EXPECTED,
                    Optional.of(surprise.id())));
        }
        memory.write(trial(2, "c/w/links", "invalid", Judgement.KNOWN, Optional.empty()));
        memory.write(trial(2, "d/w/none", "unknown", Judgement.OPEN, Optional.empty()));
        memory.write(trial(2, "m/w/none", "invalid", Judgement.EXPECTED, Optional.empty()));
        memory.end("n2", 1, "red");
    }

    private static CellResult of(NightSummary summary, String name) {
        return summary.cells().stream()
                .filter(cell -> cell.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachCellIsToldByTheWorstThatItShowed() {
        try (CampaignMemory memory = memory()) {
            write(memory);
            NightSummary summary = summary(memory, 2);
            assertThat(summary.outcome()).isEqualTo(NightOutcome.RED);
            assertThat(summary.cells())
                    .extracting(CellResult::name, CellResult::status)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("b/w/kill", CellStatus.RED),
                            org.assertj.core.groups.Tuple.tuple("c/w/links", CellStatus.KNOWN),
                            org.assertj.core.groups.Tuple.tuple("d/w/none", CellStatus.UNKNOWN),
                            org.assertj.core.groups.Tuple.tuple("e/w/none", CellStatus.UNREACHED),
                            org.assertj.core.groups.Tuple.tuple("z/w/none", CellStatus.UNREACHED),
                            org.assertj.core.groups.Tuple.tuple("a/w/none", CellStatus.GREEN),
                            org.assertj.core.groups.Tuple.tuple("m/w/none", CellStatus.GREEN));
            assertThat(of(summary, "b/w/kill").again()).contains("7 of 10");
            assertThat(of(summary, "b/w/kill").sentence())
                    .contains("lost, expected: holds")
                    .contains("7 of 10")
                    .contains("first seen on 2024-10-06 at commit2")
                    .contains("last good commit1");
            assertThat(summary.findings()).singleElement().satisfies(sum -> {
                assertThat(sum.count()).isEqualTo(10);
                assertThat(sum.isNew()).isTrue();
                assertThat(sum.finding().standing()).isEqualTo(Standing.NEW);
            });
            assertThat(summary.untried())
                    .contains("t/w: holds under kill: it has no servers")
                    .anyMatch(claim -> claim.startsWith("e/w/none: holds"));
            assertThat(summary.blindSpots()).containsExactly("checker of w2");
        }
    }

    @Test
    void aCanaryThatPassesMakesTheNightBlind() {
        try (CampaignMemory memory = memory()) {
            night(memory, 1, cell("a/w/none", ""), cell("m/w/none", "checker of w"));
            memory.write(trial(1, "a/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
            memory.write(trial(1, "m/w/none", "valid", Judgement.SURPRISE, Optional.empty()));
            assertThat(summary(memory, 1).outcome()).isEqualTo(NightOutcome.BLIND);
        }
    }

    /** What it was to prove is not proved. */
    @Test
    void aCanaryThatComesToNoVerdictMakesTheNightBlind() {
        try (CampaignMemory memory = memory()) {
            night(memory, 1, cell("a/w/none", ""), cell("l/w/none", "checker of v"), cell("m/w/none", "checker of w"));
            memory.write(trial(1, "a/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
            memory.write(trial(1, "l/w/none", "invalid", Judgement.EXPECTED, Optional.empty()));
            memory.write(trial(1, "m/w/none", "unknown", Judgement.OPEN, Optional.empty()));
            assertThat(summary(memory, 1).outcome()).isEqualTo(NightOutcome.BLIND);
            assertThat(of(summary(memory, 1), "m/w/none").sentence())
                    .startsWith("a canary that came to no verdict: nobody competed");
        }
    }

    /** A try that failed is no try in which it did not come back. */
    @Test
    void triesWithoutAVerdictDoNotCount() {
        try (CampaignMemory memory = memory()) {
            night(memory, 1, cell("b/w/kill", ""));
            TrialRow surprise = trial(1, "b/w/kill", "invalid", Judgement.SURPRISE, Optional.empty());
            memory.write(surprise);
            for (String verdict : List.of("invalid", "valid", "failed", "unknown")) {
                memory.write(trial(
                        1,
                        "b/w/kill",
                        verdict,
                        verdict.equals("invalid")
                                ? Judgement.SURPRISE
                                : verdict.equals("valid") ? Judgement.EXPECTED : Judgement.OPEN,
                        Optional.of(surprise.id())));
            }
            assertThat(of(summary(memory, 1), "b/w/kill").again()).contains("1 of 2, and 2 came to no verdict");
            assertThat(of(summary(memory, 1), "b/w/kill").sentence())
                    .contains("it came back 1 of 2 times, and 2 came to no verdict");
        }
    }

    @Test
    void aNightInWhichNothingCameToAVerdictIsBlind() {
        try (CampaignMemory memory = memory()) {
            night(memory, 1, cell("a/w/none", ""));
            memory.write(trial(1, "a/w/none", "failed", Judgement.OPEN, Optional.empty()));
            assertThat(summary(memory, 1).outcome()).isEqualTo(NightOutcome.BLIND);
        }
    }

    @Test
    void aCellWithoutAVerdictForTooManyNightsIsRed() {
        try (CampaignMemory memory = memory()) {
            List<NightOutcome> outcomes = new ArrayList<>();
            for (int night = 1; night <= 3; night++) {
                night(memory, night, cell("a/w/none", ""), cell("b/w/none", ""));
                memory.write(trial(night, "a/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
                outcomes.add(summary(memory, night).outcome());
            }
            assertThat(outcomes).containsExactly(NightOutcome.YELLOW, NightOutcome.YELLOW, NightOutcome.RED);
            assertThat(of(summary(memory, 3), "b/w/none").sentence()).isEqualTo("no verdict for 3 nights");
        }
    }

    @Test
    void junitsXmlIsWhatReportersRead() throws Exception {
        try (CampaignMemory memory = memory()) {
            write(memory);
            NightOutputs.write(summary(memory, 2), folder.resolve("nightly"));
        }
        Path xml = folder.resolve("nightly/junit.xml");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(NightOutputsTest.class.getResourceAsStream("junit.xsd")))
                .newValidator()
                .validate(new StreamSource(xml.toFile()));
        assertThat(Files.readString(xml))
                .contains("tests=\"7\" failures=\"1\" errors=\"0\" skipped=\"4\"")
                .contains("<testcase classname=\"b\" name=\"w/kill\"")
                .contains("again: ./ordeal replay ")
                .contains("[[ATTACHMENT|")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void whatComesFromOutsideIsNoMarkup() throws Exception {
        try (CampaignMemory memory = memory()) {
            write(memory);
            NightOutputs.write(summary(memory, 2), folder.resolve("nightly"));
        }
        String page = Files.readString(folder.resolve("nightly/index.html"));
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(page).doesNotContain("http://").doesNotContain("https://").contains("href=\"../t/w/run");
        String summary = Files.readString(folder.resolve("nightly/summary.md"));
        assertThat(summary).contains("## Red").contains("&lt;script>").doesNotContain("<script>");
        assertThat(Files.readString(folder.resolve("nightly/metrics.txt")))
                .contains("ordeal_night_cells{status=\"red\"} 1\n")
                .endsWith("# EOF\n");
    }

    /** It was found in the first night, came back in the second, and in the third as many replays as need be were in vain. */
    private void writeGone(CampaignMemory memory) {
        CellRow[] cells = {cell("a/w/none", ""), cell("m/w/none", "checker of w")};
        night(memory, 1, cells);
        TrialRow found = trial(1, "m/w/none", "invalid", Judgement.EXPECTED, Optional.empty());
        memory.write(found, Optional.of("lost"));
        for (int night = 2; night <= 3; night++) {
            night(memory, night, cells);
            memory.write(trial(night, "a/w/none", "valid", Judgement.EXPECTED, Optional.empty()));
            memory.write(trial(night, "m/w/none", "invalid", Judgement.EXPECTED, Optional.empty()));
            if (night == 2) {
                memory.write(trial(night, "m/w/none", "invalid", Judgement.EXPECTED, Optional.of(found.id())));
            }
        }
        while (memory.detections().get(0).standing() == Detection.Standing.PROVEN) {
            memory.write(trial(3, "m/w/none", "valid", Judgement.OPEN, Optional.of(found.id())));
        }
    }

    @Test
    void whatWasProvenAndNoLongerComesBackIsRed() throws Exception {
        try (CampaignMemory memory = memory()) {
            writeGone(memory);
            NightSummary before = summary(memory, 2);
            assertThat(before.detections()).singleElement().satisfies(each -> {
                assertThat(each.replays()).hasSize(1);
                assertThat(each.sentence()).startsWith("came back tonight; ");
            });
            NightSummary summary = summary(memory, 3);
            assertThat(summary.outcome()).isEqualTo(NightOutcome.RED);
            // the cell itself is as it should be
            assertThat(of(summary, "m/w/none").status()).isEqualTo(CellStatus.GREEN);
            assertThat(summary.headline()).contains("0 red", "1 detection gone");
            assertThat(summary.goneSentences())
                    .singleElement()
                    .asString()
                    .startsWith("m/w/none: lost not tonight, in ")
                    .contains("no longer comes back", "before that 1 of 1 times", "--retire t1/lost --because");
            NightOutputs.write(summary, folder.resolve("nightly"));
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(NightOutputsTest.class.getResourceAsStream("junit.xsd")))
                    .newValidator()
                    .validate(
                            new StreamSource(folder.resolve("nightly/junit.xml").toFile()));
            assertThat(Files.readString(folder.resolve("nightly/junit.xml")))
                    .contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\"")
                    .contains("<testcase classname=\"detections\" name=\"m/w/none lost t1/lost\"")
                    .contains("type=\"detection-gone\"", "again: ./ordeal replay ");
            assertThat(Files.readString(folder.resolve("nightly/summary.md")))
                    .contains("## Detections that no longer come back", "<summary>Detections: 1</summary>");
            assertThat(Files.readString(folder.resolve("nightly/index.html")))
                    .contains("id=\"detections\"", "t1/lost")
                    .doesNotContain("Nothing: whatever came to a verdict");
            assertThat(Files.readString(folder.resolve("nightly/metrics.txt")))
                    .contains("ordeal_night_detections{standing=\"gone\"} 1\n");
            assertThat(HistoryText.of(memory)).contains("t1/lost", "no longer comes back");
            memory.retire(memory.detections().get(0), "mended " + EVIL);
            NightSummary after = summary(memory, 3);
            assertThat(after.outcome()).isEqualTo(NightOutcome.GREEN);
            NightOutputs.write(after, folder.resolve("nightly"));
            assertThat(Files.readString(folder.resolve("nightly/index.html")))
                    .contains("retired: mended &lt;script&gt;")
                    .doesNotContain("<script>alert");
        }
    }

    /** A surprise of another night that comes back is one still; one that does not says nothing of tonight's cell. */
    @Test
    void anEarlierNightsSurpriseThatComesBackIsRed() {
        try (CampaignMemory memory = memory()) {
            night(memory, 1, cell("b/w/kill", ""));
            TrialRow found = trial(1, "b/w/kill", "invalid", Judgement.SURPRISE, Optional.empty());
            memory.write(found, Optional.of("lost"));
            night(memory, 2, cell("b/w/kill", ""));
            memory.write(trial(2, "b/w/kill", "valid", Judgement.OPEN, Optional.of(found.id())));
            assertThat(of(summary(memory, 2), "b/w/kill").status()).isEqualTo(CellStatus.UNREACHED);
            assertThat(summary(memory, 2).judged()).isZero();
            memory.write(trial(2, "b/w/kill", "valid", Judgement.EXPECTED, Optional.empty()));
            assertThat(of(summary(memory, 2), "b/w/kill").status()).isEqualTo(CellStatus.GREEN);
            memory.write(trial(2, "b/w/kill", "invalid", Judgement.SURPRISE, Optional.of(found.id())));
            assertThat(of(summary(memory, 2), "b/w/kill").status()).isEqualTo(CellStatus.RED);
            assertThat(of(summary(memory, 2), "b/w/kill").sentence())
                    .startsWith("lost, expected: holds; first seen on 2024-10-05");
        }
    }

    @Test
    void theHistoryHasNightsSurprisesAndCells() {
        try (CampaignMemory memory = memory()) {
            write(memory);
            assertThat(HistoryText.of(memory))
                    .contains("2024-10-05")
                    .contains("b/w/kill: 8 times, first on 2024-10-06, first bad commit commit2")
                    .contains("m/w/none");
        }
    }

    @Test
    void aRateHasAnInterval() {
        assertThat(Rate.of(5, 2)).satisfies(rate -> {
            assertThat(rate.perMinute()).isEqualTo(2.5);
            // the exact bounds of five events are 1.62 and 11.67
            assertThat(rate.low()).isCloseTo(0.81, org.assertj.core.data.Percentage.withPercentage(2));
            assertThat(rate.high()).isCloseTo(5.83, org.assertj.core.data.Percentage.withPercentage(2));
        });
        assertThat(Rate.of(0, 10).low()).isZero();
    }
}
