package io.ordeal.report;

import io.ordeal.checker.Verdict;
import io.ordeal.history.HistoryBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoldenReportTest {
    private static final Optional<String> PATH = Optional.of("results/redis-setex/lock/20260101T120000-42/report.html");

    private static String terminal(Report report, TextStyle style) {
        return TerminalVerdict.print(report.run(), report.check(), report.history(), PATH, style);
    }

    private static String page(Report report) {
        StringBuilder out = new StringBuilder();
        HtmlReport.render(report, out);
        return Golden.readable(out.toString());
    }

    @Test
    void overlappingHoldsInATerminal() throws IOException {
        Golden.check("lock.txt", terminal(SampleReports.lock(), TextStyle.UNICODE));
    }

    @Test
    void overlappingHoldsInAPipe() throws IOException {
        Golden.check("lock-ascii.txt", terminal(SampleReports.lock(), TextStyle.PLAIN));
    }

    @Test
    void overlappingHoldsInColour() throws IOException {
        Golden.check("lock-colour.txt", terminal(SampleReports.lock(), new TextStyle(true, true, 100)));
    }

    @Test
    void overlappingHoldsAsAPage() throws IOException {
        Golden.check("lock.html", page(SampleReports.lock()));
    }

    @Test
    void staleReadInATerminal() throws IOException {
        Golden.check("register.txt", terminal(SampleReports.register(), TextStyle.UNICODE));
    }

    @Test
    void staleReadAsAPage() throws IOException {
        Golden.check("register.html", page(SampleReports.register()));
    }

    @Test
    void aCycleOfTransactionsInATerminalAndInAPipe() throws IOException {
        Golden.check("cycle.txt", terminal(SampleReports.writeSkew(), TextStyle.UNICODE));
        Golden.check("cycle-ascii.txt", terminal(SampleReports.writeSkew(), TextStyle.PLAIN));
    }

    @Test
    void aCycleOfTransactionsAsAPage() throws IOException {
        Golden.check("cycle.html", page(SampleReports.writeSkew()));
    }

    @Test
    void unknownSaysWhy() throws IOException {
        Report report = SampleReports.of(
                new HistoryBuilder().invoke(0, "write", 3L).build(),
                Verdict.unknown("no operation was ok, so nothing was tested: is the target up?"));
        Golden.check("unknown.txt", terminal(report, TextStyle.PLAIN));
        Golden.check("unknown.html", page(report));
    }

    @Test
    void validClaimsNoMoreThanItKnows() throws IOException {
        Report report = SampleReports.of(SampleHistories.register(), Verdict.valid());
        Golden.check("valid.txt", terminal(report, TextStyle.PLAIN));
    }

    @Test
    void ourOwnCrashIsNoFinding() throws IOException {
        IllegalStateException cause = new IllegalStateException("port 16379 is taken by <another>");
        cause.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.ordeal.cluster.Ports", "claim", "Ports.java", 41),
            new StackTraceElement("io.ordeal.cluster.Redis", "start", "Redis.java", 97)
        });
        RuntimeException failure = new RuntimeException("redis-1 did not start", cause);
        failure.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("io.ordeal.runner.Trial", "run", "Trial.java", 120)});
        HarnessFault fault = new HarnessFault(
                Optional.of(SampleReports.lockRun()),
                "starting redis-1",
                failure,
                List.of(
                        "The log is results/redis-setex/lock/20260101T120000-42/ordeal.log.",
                        "No operation was begun, so there is no history to judge."));
        Golden.check("harness-fault.txt", fault.print(TextStyle.PLAIN));
        StringBuilder out = new StringBuilder();
        fault.render(out);
        Golden.check("harness-fault.html", Golden.readable(out.toString()));
    }
}
