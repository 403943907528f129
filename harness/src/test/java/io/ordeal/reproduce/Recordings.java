package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.RecordedSchedule;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small recordings, made by hand. */
final class Recordings {
    static final int WORKERS = 2;

    private Recordings() {}

    /**
     * A run of two registers in which worker 0 writes every 100 ms, n2 is killed at 450 ms and given back at 650 ms, and n1
     * is killed at 700 ms and given back with everything else.
     *
     * @param folder of the run; its history is written there
     */
    static Recording twoKills(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        int index = 0;
        for (int i = 0; i < 10; i++) {
            if (i == 5) {
                index = nemesis(lines, index, 450, "start-kill", "k1", "n2", "at 450ms");
            } else if (i == 7) {
                index = nemesis(lines, index, 650, "stop-kill", "k1", "n2", "for 200ms");
                index = nemesis(lines, index, 699, "start-kill", "k2", "n1", "at 700ms");
            }
            lines.append(line(index++, 100L * i, "0", ":invoke", ":write", "[\"r0\" " + i + "]"));
            lines.append(line(index++, 100L * i + 10, "0", ":ok", ":write", "[\"r0\" " + i + "]"));
        }
        lines.append(line(index++, 1000, ":nemesis", ":info", ":heal", "nil"));
        lines.append(line(index, 1010, ":nemesis", ":info", ":heal", "{:back []}"));
        Files.writeString(new RunFolder(folder).liveHistoryFile(), lines);
        return of(folder);
    }

    /** A run whose history lies in a folder, and whose eighth write is said to be stale. */
    static Recording of(Path folder) throws IOException {
        RunFolder run = new RunFolder(folder);
        History history = HistoryReader.read(run.liveHistoryFile()).history();
        RunSpec spec = new RunSpec(
                RunSpec.SCHEMA,
                "t",
                "register",
                List.of("kill"),
                RunOptions.DEFAULT.withConcurrency(WORKERS).withTime(Duration.ofSeconds(1)),
                1,
                Map.of());
        Anomaly stale =
                new Anomaly(AnomalyType.NONLINEARIZABLE, "r0", "made up", List.of(history.op(14), history.op(15)));
        return new Recording(
                run,
                spec,
                history,
                Recording.operations(history, WORKERS),
                RecordedSchedule.of(history, WORKERS),
                spec.options().time(),
                check(Verdict.invalid(stale)));
    }

    static CheckReport check(Verdict verdict) {
        return new CheckReport("made up", "register", 10, 1, CheckResult.of(verdict), Optional.empty());
    }

    private static int nemesis(
            StringBuilder lines, int index, long millis, String f, String id, String node, String trigger) {
        String told = "{:fault \"kill:one\", :id \"" + id + "\", :draws \"kill:one#1\", :whom \"one\", :nodes [\""
                + node + "\"], :trigger \"" + trigger + "\"}";
        lines.append(line(index, millis, ":nemesis", ":info", ":" + f, "\"" + id + "\""));
        lines.append(line(index + 1, millis, ":nemesis", ":info", ":" + f, told));
        return index + 2;
    }

    private static String line(int index, long millis, String process, String type, String f, String value) {
        return "{:index " + index + ", :time " + millis * 1_000_000 + ", :process " + process + ", :type " + type
                + ", :f " + f + ", :value " + value + "}\n";
    }
}
