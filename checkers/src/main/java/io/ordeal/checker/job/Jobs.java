package io.ordeal.checker.job;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a history says of jobs and of what was read of their outputs. */
final class Jobs {
    final History history;

    /** By their ids, in the order in which they were asked for. */
    final Map<Object, Job> all = new LinkedHashMap<>();

    /** Those that were ok, in the order in which they were completed. */
    final List<Reading> readings = new ArrayList<>();

    private Jobs(History history) {
        this.history = history;
    }

    /** Goes through a history once; linear in it and in what was read. */
    static Jobs of(History history, CheckContext context) {
        Jobs jobs = new Jobs(history);
        for (int i = 0; i < history.size(); i++) {
            context.checkpoint();
            if (history.isClient(i)) {
                jobs.event(i);
            }
        }
        return jobs;
    }

    private void event(int i) {
        switch (history.f(i)) {
            case "run", "doomed" -> job(i);
            case "outputs" -> {
                if (history.type(i) == OpType.OK) {
                    readings.add(Reading.of(history, i));
                }
            }
            default ->
                throw new UnjudgeableHistoryException(
                        "event " + history.index(i) + ": a job knows :run, :doomed and :outputs, not :" + history.f(i));
        }
    }

    private void job(int i) {
        if (history.isInvoke(i)) {
            Job job = Job.of(history, i);
            Job earlier = all.put(job.id(), job);
            if (earlier != null) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": job " + EdnText.name(job.id())
                        + " is run again, after event " + history.index(earlier.invocation())
                        + ": which of the two an output is of can't be said unless each job has an id of its own");
            }
        } else if (history.type(i) == OpType.OK) {
            Object asked = Job.idIn(history.value(history.partner(i)));
            Object told = history.value(i) == null ? asked : Job.idIn(history.value(i));
            if (told == null || !told.equals(asked)) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected job "
                        + EdnText.name(asked) + " to be completed as that, found " + EdnText.brief(history.value(i)));
            }
        }
    }
}
