package io.ordeal.targets.jvm;

import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs inside this JVM, shared by the clients of a run. */
final class JvmLogs {
    /** What is wrong with the logs, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** Now and then the last entry gives way to the next, as after an election of one who lacks it. */
        TRUNCATION,
        /** Now and then what is appended is appended twice, as by a retry. */
        RETRY,
        /** Now and then a read leaves out an entry in its midst. */
        SKIP
    }

    /** The flaw shows in one operation of so many. */
    private static final int EVERY = 7;

    private final Flaw flaw;
    private final Map<String, List<LogEntry>> logs = new HashMap<>();
    private int operations;

    private JvmLogs(Flaw flaw) {
        this.flaw = flaw;
    }

    /** The clients of a run. */
    static ClientFactories clients(Flaw flaw) {
        JvmLogs logs = new JvmLogs(flaw);
        return ClientFactories.of(LogClient.class, context -> logs.client());
    }

    private LogClient client() {
        return new LogClient() {
            @Override
            public long append(String log, long element) {
                return JvmLogs.this.append(log, element);
            }

            @Override
            public List<LogEntry> read(String log, long from) {
                return JvmLogs.this.read(log, from);
            }
        };
    }

    private synchronized long append(String name, long element) {
        List<LogEntry> log = logs.computeIfAbsent(name, fresh -> new ArrayList<>());
        if (shows(Flaw.TRUNCATION) && !log.isEmpty()) {
            log.remove(log.size() - 1);
        }
        long offset = log.size();
        log.add(new LogEntry(offset, element));
        if (shows(Flaw.RETRY)) {
            log.add(new LogEntry(offset + 1, element));
        }
        return offset;
    }

    private synchronized List<LogEntry> read(String name, long from) {
        List<LogEntry> log = logs.getOrDefault(name, List.of());
        List<LogEntry> read = new ArrayList<>(log.subList((int) Math.min(from, log.size()), log.size()));
        if (shows(Flaw.SKIP) && read.size() > 2) {
            read.remove(1);
        }
        return read;
    }

    private boolean shows(Flaw asked) {
        return flaw == asked && ++operations % EVERY == 0;
    }
}
