package io.ordeal.cli;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.text.DurationText;
import io.ordeal.trial.TrialListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How a trial gets on: on a terminal one line that overwrites itself, in a pipe a line a phase. */
final class TrialProgress implements TrialListener {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final RunSpec spec;
    private final LongAdder ok = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private volatile String phase = "";
    private volatile String fault = "";
    private final AtomicLong redrawn = new AtomicLong();

    TrialProgress(Terminal terminal, RunSpec spec) {
        this.terminal = terminal;
        this.spec = spec;
    }

    @Override
    public void started(RunFolder folder) {
        terminal.clearLine();
        terminal.err()
                .println("ordeal: " + spec.target() + " × " + spec.workload()
                        + (spec.faults().isEmpty() ? "" : " × " + String.join(",", spec.faults()))
                        + (spec.schedule().isEmpty()
                                ? ""
                                : " × a schedule of " + spec.schedule().faults().size() + " faults")
                        + ", " + DurationText.print(spec.options().time()) + ", seed " + spec.seed() + ", in "
                        + folder.path());
    }

    @Override
    public void phase(String what) {
        phase = what;
        if (terminal.isInteractive()) {
            draw();
        } else {
            terminal.err().println("ordeal: " + what);
        }
    }

    @Override
    public void event(Op event) {
        if (!event.isClient()) {
            fault = event.f();
        } else if (event.type() == OpType.OK) {
            ok.increment();
        } else if (event.type() == OpType.FAIL) {
            failed.increment();
        } else if (event.type() == OpType.INFO) {
            unknown.increment();
        }
        long now = System.nanoTime();
        long last = redrawn.get();
        if (terminal.isInteractive() && now - last > REDRAW_NANOS && redrawn.compareAndSet(last, now)) {
            draw();
        }
    }

    private void draw() {
        String nemesis = fault;
        terminal.progress(phase + "  " + ok.sum() + " ok, " + failed.sum() + " failed, " + unknown.sum() + " unknown"
                + (nemesis.isEmpty() ? "" : "  [" + nemesis + "]"));
    }

    void end() {
        terminal.clearLine();
    }
}
