package io.ordeal.checker.locks;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random histories of leases, with times. */
public final class LeaseHistories {
    /** For so long a grant is good. */
    public static final Duration TTL = Duration.ofNanos(6);

    private static final int NOBODY = -1;

    private LeaseHistories() {}

    /** Up to eight operations of a server that errs now and then. */
    public static History of(long seed) {
        Random random = new Random(seed);
        HistoryBuilder builder = new HistoryBuilder();
        int operations = 1 + random.nextInt(8);
        int nextProcess = 1 + random.nextInt(3);
        List<Integer> idle = new ArrayList<>();
        for (int p = 0; p < nextProcess; p++) {
            idle.add(p);
        }
        List<Op> running = new ArrayList<>();
        int holder = NOBODY;
        long until = 0;
        long now = 0;
        int index = 0;
        while (operations > 0 || !running.isEmpty()) {
            now += random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(2);
            if (operations > 0 && !idle.isEmpty() && (running.isEmpty() || random.nextBoolean())) {
                int process = idle.remove(random.nextInt(idle.size()));
                int kind = random.nextInt(16);
                String f = kind < 9 || (kind < 14 && process != holder)
                        ? "acquire"
                        : kind < 15 ? "release" : "session-lost";
                Op op = new Op(index++, now, process, OpType.INVOKE, f, "a", null);
                builder.add(op);
                running.add(op);
                operations--;
                continue;
            }
            Op op = running.remove(random.nextInt(running.size()));
            boolean grants = holder == NOBODY || holder == op.process() || now >= until || random.nextInt(6) == 0;
            int luck = random.nextInt(8);
            OpType type = luck == 0
                    ? OpType.INFO
                    : luck == 1 || (op.f().equals("acquire") && !grants) ? OpType.FAIL : OpType.OK;
            if (type == OpType.OK) {
                holder = op.f().equals("acquire") ? op.process() : holder == op.process() ? NOBODY : holder;
                until = op.f().equals("acquire") ? op.timeNanos() + TTL.toNanos() : until;
            }
            boolean told = type != OpType.INFO || random.nextBoolean();
            if (told) {
                builder.add(new Op(index++, now, op.process(), type, op.f(), "a", null));
            }
            idle.add(told && (type != OpType.INFO || random.nextInt(4) == 0) ? op.process() : nextProcess++);
        }
        return builder.build();
    }
}
