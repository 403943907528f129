package io.ordeal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.told.NightOutputs;
import io.ordeal.campaign.told.NightSummary;
import io.ordeal.checker.Verdict;
import io.ordeal.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is served, and a night's {@code index.html}, as a browser shows them: on a desk and on a phone. Takes Debian's package
 * {@code chromium}. With {@code -Dordeal.pictures=FOLDER} each page leaves a picture there, to be looked at.
 */
@Tag("systems")
class PagesInABrowserTest {
    private static final int[][] SIZES = {{1280, 900}, {360, 740}};
    private static final String EVIL = "<img src=x onerror=alert(1)> \"'&";
    private static final String LONG =
            "transfer lost-update [read, write-which-has-a-name-without-any-space-in-it-at-all] under"
                    + " [kill:primary, partition]";

    @TempDir
    private Path folder;

    private SampleResults sample;
    private ResultsServer server;
    private Chromium browser;
    private RunFolder surprise;
    private RunFolder valid;

    @BeforeEach
    void start() throws Exception {
        sample = new SampleResults(Files.createDirectories(folder.resolve("results")));
        valid = sample.valid("zookeeper-fenced", "lock", "partition");
        sample.unknown("redis-token", "lock", "too little happened " + EVIL);
        surprise = sample.surprise("redis-register", "register", "a stale read " + EVIL);
        remember();
        server = ResultsServer.start(new ServeOptions("127.0.0.1", 0, sample.results(), memory()));
        browser = Chromium.start(Files.createDirectories(folder.resolve("profile")));
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Path memory() {
        return sample.results().resolve("memory.sqlite");
    }

    private String at(String address) {
        return "http://127.0.0.1:" + server.address().getPort() + address;
    }

    private String address(String kind, RunFolder run) {
        List<String> names = new ArrayList<>();
        sample.results().relativize(run.path()).forEach(name -> names.add(name.toString()));
        return Request.address(kind, names);
    }

    private TrialRow trial(String id, String night, String cell, String verdict, Judgement judgement, Path run) {
        boolean invalid = verdict.equals("invalid");
        return new TrialRow(
                id,
                night,
                cell,
                "never judged until now",
                "{}",
                7,
                1_000 + id.length(),
                State.DONE,
                8_000,
                5_000,
                verdict,
                judgement,
                "holds",
                verdict.equals("unknown") ? "nobody competed " + EVIL : "",
                100,
                OptionalLong.empty(),
                "{}",
                900,
                1 << 20,
                "",
                Optional.of(run.toString()),
                Optional.empty(),
                invalid
                        ? List.of(new Finding(
                                LONG,
                                "lost-update",
                                judgement == Judgement.SURPRISE ? Standing.NEW : Standing.EXPECTED,
                                "",
                                "5 is lost " + EVIL + "\n\n  process 0 |---- a line that must not be broken, however"
                                        + " narrow the window is, as it is a picture ----|"))
                        : List.of());
    }

    /** Two nights of many cells, with one of each colour. */
    private void remember() throws Exception {
        try (CampaignMemory open = CampaignMemory.open(memory())) {
            for (int night = 1; night <= 2; night++) {
                List<CellRow> cells = new ArrayList<>();
                for (String target : List.of("redis-register", "zookeeper-fenced", "two-phase-commit-participants")) {
                    for (String faults : List.of("none", "kill", "links", "kill,partition")) {
                        String canary = faults.equals("none") ? "checker of register" : "";
                        cells.add(new CellRow(
                                target + "/register/" + faults,
                                "c",
                                canary.isEmpty() ? "holds" : "breaks(lost)",
                                canary,
                                1));
                    }
                }
                String id = "night-" + night;
                open.begin(
                        new NightRow(
                                id,
                                20_000 + night,
                                (20_000L + night) * 86_400_000,
                                Optional.of((20_000L + night) * 86_400_000 + 1_800_000),
                                "c0ffee",
                                "h",
                                "machine " + EVIL,
                                "1/1",
                                5,
                                60_000,
                                "",
                                "untried t/w: holds under kill: " + EVIL,
                                "red",
                                sample.results().toString()),
                        cells);
                open.write(trial(
                        "t1" + night, id, "redis-register/register/none", "invalid", Judgement.EXPECTED, valid.path()));
                open.write(
                        trial(
                                "t2" + night,
                                id,
                                "redis-register/register/kill",
                                "invalid",
                                Judgement.SURPRISE,
                                surprise.path()),
                        Optional.of("lost-update"));
                open.write(trial(
                        "t3" + night, id, "zookeeper-fenced/register/kill", "unknown", Judgement.OPEN, valid.path()));
                open.write(trial(
                        "t4" + night,
                        id,
                        "zookeeper-fenced/register/links",
                        "valid",
                        Judgement.EXPECTED,
                        valid.path()));
            }
            NightOutputs.write(
                    NightSummary.of(open, List.of("night-2"), 3),
                    sample.results().resolve("nightly"));
        }
    }

    /** What is true of each page: nothing goes wrong, nothing is cut off, and letters can be read. */
    private void isFine(String name, int width) throws Exception {
        String pictures = System.getProperty("ordeal.pictures");
        if (pictures != null) {
            browser.picture(Path.of(pictures, name + "-" + width + ".png"));
        }
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .as("%s at %d px scrolls sideways", name, width)
                .isLessThanOrEqualTo(width);
        // what is wider has a box of its own, which is moved sideways
        JsonNode outside = browser.value(
                "[...document.querySelectorAll('main *, .head *')].filter(e => { const r = e.getBoundingClientRect();"
                        + " if (r.width === 0 || (r.right <= innerWidth + 1 && r.left >= -1)) return false;"
                        + " for (let in_ = e; in_ !== document.body; in_ = in_.parentElement) {"
                        + "   if (/auto|scroll/.test(getComputedStyle(in_).overflowX)) return false; }"
                        + " return !e.closest('svg, details:not([open])'); }).map(e => e.outerHTML.slice(0, 120))");
        assertThat(outside)
                .as("%s at %d px: what can't be reached", name, width)
                .isEmpty();
        JsonNode small =
                browser.value("[...document.querySelectorAll('main *')].filter(e => e.innerText && e.children.length"
                        + " === 0 && e.getBoundingClientRect().width > 0 && !e.closest('svg')"
                        + " && parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.outerHTML.slice(0, 120))");
        assertThat(small).as("%s at %d px: what can't be read", name, width).isEmpty();
        assertThat(browser.wrong()).as("%s at %d px", name, width).isEmpty();
    }

    @Test
    void everyPageIsFineOnADeskAndOnAPhone() throws Exception {
        String runs = "?run=" + sample.results().relativize(surprise.path()) + "&run="
                + sample.results().relativize(valid.path());
        for (int[] size : SIZES) {
            browser.open(at("/"), size[0], size[1]);
            browser.until("document.body.innerText.includes('3 runs')");
            assertThat(browser.value("document.body.innerText").asText()).contains("too little happened " + EVIL);
            isFine("runs", size[0]);
            browser.open(at(address("run", surprise)), size[0], size[1]);
            assertThat(browser.value("document.body.innerText").asText()).contains("a stale read " + EVIL);
            isFine("run", size[0]);
            browser.open(at("/compare" + runs), size[0], size[1]);
            isFine("compare", size[0]);
            browser.open(at("/nights"), size[0], size[1]);
            assertThat(browser.value("document.body.innerText").asText()).contains("machine " + EVIL);
            isFine("nights", size[0]);
            browser.open(at("/night/night-2"), size[0], size[1]);
            isFine("night", size[0]);
            // the file alone, as a CI's artifacts have it
            browser.open(sample.results().resolve("nightly/index.html").toUri().toString(), size[0], size[1]);
            JsonNode verdict = browser.value(
                    "(({top, bottom}) => ({top, bottom}))(document.querySelector('.verdict').getBoundingClientRect())");
            assertThat(verdict.path("bottom").asInt()).isBetween(1, size[1] / 2);
            assertThat(browser.value("document.querySelector('#detections').innerText")
                            .asText())
                    .contains("t21/lost-update", "redis-register/register/kill");
            isFine("index", size[0]);
        }
    }

    @Test
    void aMatrixLeadsToItsRunAndAListIsSearched() throws Exception {
        browser.open(at("/night/night-2"), 360, 740);
        browser.click(".matrix a .dot.is-red");
        browser.until("location.pathname === '" + address("run", surprise) + "'");
        browser.open(at("/"), 360, 740);
        browser.until("document.body.innerText.includes('3 runs')");
        browser.click("input[type=search]");
        browser.type("fenced");
        browser.click("form[role=search] button");
        browser.until("document.body.innerText.includes('1 of 3 runs')");
        assertThat(browser.value("document.querySelectorAll('.runs tbody tr').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(browser.wrong()).isEmpty();
    }

    /** It is shown without being asked for, and what was ticked stays so. */
    @Test
    void whatIsUnderWayIsShownAsItGoesOn() throws Exception {
        RunFolder live = sample.begun("redis-live", "register");
        SampleResults.writeHistory(live, 5);
        browser.open(at("/?q=live"), 1280, 900);
        browser.until("document.querySelector('.runs .chip.is-under-way')");
        browser.click(".runs input[type=checkbox]");
        SampleResults.ended(live, new Verdict.Valid(), "holds", Optional.of(true));
        browser.until("document.querySelector('.runs .chip.is-valid')");
        assertThat(browser.value("document.querySelector('.runs input[type=checkbox]').checked")
                        .asBoolean())
                .isTrue();
        server.close();
        browser.until("document.getElementById('refreshed').innerText.includes('does not answer')");
    }
}
