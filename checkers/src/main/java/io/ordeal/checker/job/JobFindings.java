package io.ordeal.checker.job;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Findings;
import io.ordeal.checker.job.Finding.Kind;
import io.ordeal.checker.job.Reading.Output;
import io.ordeal.history.History;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with outputs, of each kind and job the first reading that shows it; and what is odd. */
final class JobFindings {
    private static final Output NOTHING = new Output(false, Map.of());

    private final Jobs jobs;
    private final History history;
    private final Findings<Kind, Finding> all = new Findings<>(Kind.class);

    /** Jobs that are over and promised something, with no reading that began afterwards. */
    private int unread;

    /** Jobs whose records could be seen before they were marked, and that did not fail. */
    private int seenEarly;

    /** Jobs of unknown outcome that have left records and no marker in the last reading. */
    private int leftUnmarked;

    /** Jobs of unknown outcome that turned out to be whole. */
    private int turnedOutWhole;

    private JobFindings(Jobs jobs) {
        this.jobs = jobs;
        this.history = jobs.history;
    }

    static JobFindings in(Jobs jobs, CheckContext context) {
        JobFindings findings = new JobFindings(jobs);
        for (Job job : jobs.all.values()) {
            context.checkpoint();
            if (job.isInvisible(findings.history)) {
                findings.judgeInvisible(job);
            } else {
                findings.judge(job, context);
            }
            findings.judgeStrangers(job, context);
        }
        findings.judgeTheUnasked();
        return findings;
    }

    Findings<Kind, Finding> all() {
        return all;
    }

    int unread() {
        return unread;
    }

    int seenEarly() {
        return seenEarly;
    }

    int leftUnmarked() {
        return leftUnmarked;
    }

    int turnedOutWhole() {
        return turnedOutWhole;
    }

    private void judgeInvisible(Job job) {
        boolean read = false;
        int over = history.partner(job.invocation());
        for (Reading reading : jobs.readings) {
            read |= over >= 0 && reading.invoked() > over;
            Output output = reading.of(job.id());
            if (output == null || reading.completed() < job.invocation()) {
                continue;
            }
            List<Object> own = output.counts().keySet().stream()
                    .filter(job.input()::contains)
                    .toList();
            if (output.marked() || !own.isEmpty()) {
                all.add(Kind.OF_FAILED, new Finding(job.id(), own, reading, null));
                return;
            }
        }
        if (!read) {
            unread++;
        }
    }

    private void judge(Job job, CheckContext context) {
        boolean done = job.isDone(history);
        int doneAt = done ? history.partner(job.invocation()) : Integer.MAX_VALUE;
        Reading firstMarked = null;
        boolean read = false;
        boolean early = false;
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        Output last = NOTHING;
        for (Reading reading : jobs.readings) {
            context.checkpoint();
            Output output = reading.of(job.id());
            last = output == null ? NOTHING : output;
            boolean afterDone = reading.invoked() > doneAt;
            boolean afterMarked = firstMarked != null && reading.invoked() > firstMarked.completed();
            read |= afterDone;
            if (last.marked() || afterDone || afterMarked) {
                Reading before = last.marked() || afterDone ? null : firstMarked;
                judgeWhole(job, last, reading, before, found);
            } else {
                early |= !last.counts().isEmpty();
            }
            if (last.marked() && firstMarked == null) {
                firstMarked = reading;
            }
        }
        if (done && !read) {
            unread++;
        }
        if (early) {
            seenEarly++;
        }
        if (!done && firstMarked != null) {
            turnedOutWhole++;
        }
        if (!done && firstMarked == null && !last.counts().isEmpty()) {
            leftUnmarked++;
        }
    }

    private void judgeWhole(Job job, Output output, Reading reading, @Nullable Reading before, Set<Kind> found) {
        List<Object> missing = job.input().stream()
                .filter(record -> !output.counts().containsKey(record))
                .toList();
        if (!missing.isEmpty() && found.add(Kind.LOST)) {
            all.add(Kind.LOST, new Finding(job.id(), missing, reading, before));
        }
        if (!output.marked() && found.add(Kind.MARKER_LOST)) {
            all.add(Kind.MARKER_LOST, new Finding(job.id(), List.of(), reading, before));
        }
        List<Object> twice = job.input().stream()
                .filter(record -> output.counts().getOrDefault(record, 0) > 1)
                .toList();
        if (!twice.isEmpty() && found.add(Kind.DUPLICATED)) {
            all.add(Kind.DUPLICATED, new Finding(job.id(), twice, reading, before));
        }
    }

    private void judgeStrangers(Job job, CheckContext context) {
        for (Reading reading : jobs.readings) {
            context.checkpoint();
            Output output = reading.of(job.id());
            if (output == null || reading.completed() < job.invocation()) {
                continue;
            }
            List<Object> strange = output.counts().keySet().stream()
                    .filter(record -> !job.input().contains(record))
                    .toList();
            if (!strange.isEmpty()) {
                all.add(Kind.STRANGE, new Finding(job.id(), strange, reading, null));
                return;
            }
        }
    }

    /** Outputs of jobs that nobody asked for, or not yet. */
    private void judgeTheUnasked() {
        Set<Object> told = new HashSet<>();
        for (Reading reading : jobs.readings) {
            reading.outputs().forEach((id, output) -> {
                Job job = jobs.all.get(id);
                if (output.isTrace() && (job == null || job.invocation() > reading.completed()) && told.add(id)) {
                    all.add(
                            Kind.NEVER_RUN,
                            new Finding(id, List.copyOf(output.counts().keySet()), reading, null));
                }
            });
        }
    }
}
