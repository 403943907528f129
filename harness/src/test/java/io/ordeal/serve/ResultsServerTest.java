package io.ordeal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.serve.Browser.Seen;
import io.ordeal.store.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered over HTTP, of folders as runs leave them. */
class ResultsServerTest {
    private static final String SECRET = "nobody is to see this";

    @TempDir
    private Path folder;

    private SampleResults sample;
    private ResultsServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        sample = new SampleResults(Files.createDirectories(folder.resolve("results")));
        server = ResultsServer.start(new ServeOptions(
                "127.0.0.1", 0, sample.results(), sample.results().resolve("memory.sqlite")));
        browser = new Browser(server.address().getPort());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String address(String kind, RunFolder run, String... more) {
        List<String> names = new ArrayList<>();
        sample.results().relativize(run.path()).forEach(name -> names.add(name.toString()));
        names.addAll(List.of(more));
        return Request.address(kind, names);
    }

    /** The list as soon as it says so: what is looked at once is not looked at again within a second. */
    private String listOnce(String address, String said) throws IOException, InterruptedException {
        while (true) {
            String list = browser.get(address).text();
            if (list.contains(said)) {
                return list;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void runsAreListedWithTheirVerdictsAndFoundByWhatTheAddressSays() throws Exception {
        sample.valid("zookeeper-fenced", "lock", "partition");
        sample.unknown("redis-token", "lock", "too little happened");
        sample.surprise("redis-register", "register", "a stale read");
        // a run is listed from when it has a folder on, and its verdict comes into it last
        String all = listOnce("/", "1 surprise");
        assertThat(all).contains("3 runs", "1 valid", "1 invalid", "1 unknown", "too little happened");
        assertThat(all).contains("nonlinearizable", "expected: holds", "2026-01-01 12:02:00");
        for (String one : List.of(
                "/?target=redis-register",
                "/?workload=register",
                "/?fault=kill",
                "/?state=invalid",
                "/?anomaly=nonlinearizable",
                "/?expected=surprise",
                "/?q=REGISTER+42",
                "/?state=invalid&fault=partition&order=oldest")) {
            assertThat(browser.get(one).text()).as(one).contains("1 of 3 runs", ">redis-register / register</a>");
        }
        assertThat(browser.get("/?target=nothing-like-it").text()).contains("0 of 3 runs", "./ordeal run");
    }

    @Test
    void whatAnAddressGetsWrongIsTold() throws IOException {
        Seen wrong = browser.get("/?state=vaild");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("state is one of under-way, valid, invalid", "vaild");
        assertThat(browser.get("/?page=0").status()).isEqualTo(400);
        assertThat(browser.get("/?q=%zz").status()).isEqualTo(400);
        assertThat(browser.get("/compare?run=a/b/c").text()).contains("two runs can be compared, not 1");
        assertThat(browser.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void namesAndValuesAreText() throws Exception {
        RunFolder run = sample.surprise("zähler-統一", "wörk", "<script>alert(1)</script> & \"more\"");
        String list = listOnce("/?q=%22%3E%3Cscript%3E", "0 of 1 runs");
        assertThat(list).contains("&quot;&gt;&lt;script&gt;").doesNotContain("\"><script>");
        Seen page = browser.get(address("run", run));
        assertThat(page.text())
                .contains("zähler-統一", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;")
                .doesNotContain("<script>alert");
        assertThat(page.headers().get("content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(browser.get(address("log", run, "nodes", "n1", "redis.log")).text())
                .contains("&lt;b&gt;bold", "\\u001b[31mred");
        assertThat(browser.get(address("zip", run)).headers().get("content-disposition"))
                .contains("filename*=UTF-8''z%C3%A4hler-%E7%B5%B1%E4%B8%80");
    }

    @Test
    void whatARunHasLeftIsThereAsItIs() throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        Seen history = browser.get(address("files", run, "history.edn"));
        assertThat(history.bytes()).isEqualTo(Files.readAllBytes(run.historyFile()));
        assertThat(history.headers().get("content-type")).isEqualTo("text/plain; charset=utf-8");
        Seen report = browser.get(address("files", run, "report.html"));
        assertThat(report.text()).isEqualTo(Files.readString(run.reportFile()));
        assertThat(report.headers().get("content-security-policy")).startsWith("sandbox allow-scripts");
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(browser.get(address("zip", run)).bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().replaceFirst("[^/]*/", ""));
                if (entry.getName().endsWith("verdict.json")) {
                    assertThat(zip.readAllBytes()).isEqualTo(Files.readAllBytes(run.verdictFile()));
                }
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "history.edn", "nodes/n1/redis.log", "report.html", "test.json", "verdict.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../secret",
                "/files/%2e%2e/secret",
                "/files/%2E%2E%2Fsecret",
                "/files/..%5csecret",
                "/files/..%00/secret",
                "/files//../secret",
                "/files/redis-token/../../secret",
                "/files/link",
                "/files/linked/secret",
                "/files/.hidden",
                "/log/../secret",
                "/log/%2e%2e/secret",
                "/log/link",
                "/run/../results/x",
                "/run/linked/lock/run",
                "/zip/linked/lock/run",
                "/zip/%2e%2e/%2e%2e/%2e%2e",
                "/files/%c0%ae%c0%ae/secret",
                "/files/redis-token"
            })
    void nothingOutsideIsReached(String address) throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(sample.results().resolve(".hidden"), SECRET);
        Files.createDirectories(sample.results().resolve("redis-token"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/lock/run"));
        Files.writeString(elsewhere.resolve("test.json"), "{\"target\":\"" + SECRET + "\"}");
        Files.createSymbolicLink(sample.results().resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(sample.results().resolve("linked"), folder.resolve("elsewhere"));
        Seen seen = browser.get(address);
        assertThat(seen.status()).isIn(400, 404);
        assertThat(seen.text()).doesNotContain(SECRET);
    }

    @Test
    void linksWithinARunAreNotFollowed() throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        Path secret = Files.writeString(folder.resolve("secret.log"), SECRET);
        Files.createSymbolicLink(run.path().resolve("own.log"), secret);
        Files.createSymbolicLink(run.path().resolve("up"), folder);
        RunFolder linked = sample.begun("redis-token", "lock");
        Files.createSymbolicLink(linked.verdictFile(), secret);
        for (String address : List.of(
                address("run", run),
                address("files", run, "own.log"),
                address("log", run, "own.log"),
                address("files", run, "up", "secret.log"),
                address("zip", run),
                address("run", linked),
                address("files", linked, "verdict.json"))) {
            Seen seen = browser.get(address);
            assertThat(seen.text()).as(address).doesNotContain(SECRET, "own.log");
        }
        assertThat(browser.get(address("run", linked)).text()).contains("unreadable");
    }

    @Test
    void othersHostsAndMethodsAreRefused() throws IOException {
        assertThat(browser.ask("GET", "/", "evil.example:80").status()).isEqualTo(403);
        assertThat(browser.ask("GET", "/", "127.0.0.1.evil.example").status()).isEqualTo(403);
        assertThat(browser.ask("GET", "/", "localhost").status()).isEqualTo(200);
        assertThat(browser.ask("GET", "/", "[::1]:80").status()).isEqualTo(200);
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            assertThat(browser.ask(method, "/", "localhost").status()).isEqualTo(405);
        }
        Seen head = browser.ask("HEAD", "/", "localhost");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void aRunUnderWayIsDrawnAsFarAsItIs() throws Exception {
        RunFolder run = sample.begun("redis-token", "lock");
        assertThat(browser.get(address("run", run)).text())
                .contains("under way", "no history to be drawn yet", "data-refresh");
        SampleResults.writeHistory(run, 20);
        assertThat(browser.get(address("run", run)).text()).contains("<svg", "<td class=\"n\">19</td>");
        SampleResults.writeHistory(run, 30);
        Files.writeString(
                run.liveHistoryFile(), Files.readString(run.liveHistoryFile()) + "{:index 60, :time 7000000000, :pro");
        assertThat(browser.get(address("run", run)).text()).contains("<td class=\"n\">29</td>");
        listOnce("/", "is-under-way");
        SampleResults.ended(run, new Verdict.Valid(), "holds", Optional.of(true));
        assertThat(browser.get(address("run", run)).text())
                .contains("is-valid", "and so it was, because: somebody says so", "report.html")
                .doesNotContain("data-refresh", "<svg");
        listOnce("/?state=valid", "1 run<");
    }

    @Test
    void aHistoryThatIsNoneIsNotDrawnAndTheRestIsShown() throws Exception {
        RunFolder run = sample.begun("redis-token", "lock");
        Files.writeString(run.liveHistoryFile(), "{:index 5, :type :ok}\n{:index 5, :what}\n{:index 4}\n");
        Seen page = browser.get(address("run", run));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("no history to be drawn", "history.edn")
                .doesNotContain("<svg");
        RunFolder other = sample.valid("redis-token", "lock");
        String compare = browser.get("/compare?run=" + address("run", run).substring(5) + "&run="
                        + address("run", other).substring(5))
                .text();
        assertThat(compare).contains("A history is not there, can&#39;t be read", "<svg");
    }

    @Test
    void whatWasKilledIsNeitherUnderWayNorValid() throws Exception {
        RunFolder run = sample.begun("redis-token", "lock");
        SampleResults.writeHistory(run, 20);
        FileTime longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (Path file : List.of(run.specFile(), run.liveHistoryFile(), run.path())) {
            Files.setLastModifiedTime(file, longAgo);
        }
        assertThat(browser.get(address("run", run)).text())
                .contains("is-unfinished", "it was killed, or is being judged")
                .doesNotContain("is-valid");
        // a list that was made in between has it under way
        assertThat(listOnce("/", "1 unfinished")).contains("1 run<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"valid\":tr", "{\"valid\":true", "{\"valid\":\"yes\"}", "[true]", "{}", "{\"valid\":1}"})
    void aBrokenVerdictIsToldAndIsNotValid(String broken) throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        String whole = Files.readString(run.verdictFile());
        Files.writeString(run.verdictFile(), broken);
        assertThat(listOnce("/", "1 unreadable"))
                .contains("1 run<", "verdict.json can&#39;t be read")
                .doesNotContain("1 valid");
        assertThat(browser.get(address("run", run)).text())
                .contains("is-unreadable", "./ordeal check judges its history again")
                .doesNotContain("is-valid");
        // as ./ordeal report does
        Files.writeString(run.verdictFile(), whole);
        Files.delete(run.reportFile());
        listOnce("/", "1 valid");
    }

    @Test
    void aRunThatIsRemovedIsGone() throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        sample.valid("redis-token", "lock");
        listOnce("/", "2 runs");
        Files.delete(run.specFile());
        assertThat(browser.get(address("run", run)).status()).isEqualTo(404);
        assertThat(browser.get(address("zip", run)).status()).isEqualTo(404);
        try (Stream<Path> files = Files.walk(run.path())) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        assertThat(browser.get(address("files", run, "report.html")).status()).isEqualTo(404);
        listOnce("/", "1 run<");
    }

    @Test
    void aDownloadThatCanNotBeWholeIsBrokenOff() throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        // far more than the sockets' buffers hold, so that the server is in the midst of it
        Path large = run.path().resolve("large.bin");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(256L << 20);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), browser.port())) {
            String request = "GET " + address("files", run, "large.bin") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] beginning = socket.getInputStream().readNBytes(1000);
            assertThat(new String(beginning, StandardCharsets.ISO_8859_1)).contains("ontent-length: " + (256L << 20));
            try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(0);
            }
            assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isLessThan(256L << 20);
        }
    }

    @Test
    void twoRunsStandSideBySide() throws Exception {
        RunFolder first = sample.valid("redis-token", "lock");
        RunFolder second = sample.surprise("redis-register", "register", "a stale read");
        String compare = browser.get("/compare?run=" + address("run", first).substring(5) + "&run="
                        + Request.encoded(address("run", second).substring(5)))
                .text();
        assertThat(compare)
                .contains("<tr class=\"differs\"><th>anomalies</th><td></td><td>nonlinearizable</td>")
                .contains("<tr class=\"differs\"><th>seed</th><td>40</td><td>41</td>")
                .contains("<tr><th>java</th><td>17</td><td>17</td>")
                .contains("<tr><th>availability all ok</th><td>20</td><td>20</td>")
                .contains("Both runs on one axis of time", "Found in the second", "a stale read");
        assertThat(browser.get("/compare?run=a/b/c&run=../../x").text()).contains("there is no run a/b/c");
    }

    @Test
    void nothingIsWritten() throws Exception {
        RunFolder run = sample.valid("redis-token", "lock");
        List<Path> before = all();
        for (String address :
                List.of("/", "/nights", address("run", run), address("zip", run), address("files", run, "test.json"))) {
            assertThat(browser.get(address).status()).as(address).isEqualTo(200);
        }
        assertThat(all()).isEqualTo(before);
        assertThat(browser.get("/nights").text()).contains("knows of no night", "./ordeal nightly");
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void whatPagesNeedIsThereAndNothingElseIsAskedFor() throws Exception {
        sample.valid("redis-token", "lock");
        String page = listOnce("/", "1 run<");
        for (String needed : List.of("/static/report.css", "/static/serve.css", "/static/serve.js")) {
            assertThat(page).contains('"' + needed + '"');
            assertThat(browser.get(needed).status()).isEqualTo(200);
        }
        assertThat(page).doesNotContain("http://", "https://", "//cdn");
        assertThat(browser.get("/static/night.css").status()).isEqualTo(404);
        assertThat(new String(browser.get("/static/serve.js").bytes(), StandardCharsets.UTF_8))
                .contains("\"use strict\"");
    }
}
