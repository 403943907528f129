package io.ordeal.client.process;

import io.ordeal.cluster.ProcessFamily;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The processes of a worker's client, whichever its process is at the moment; none before the first. */
record ClientFamily(Supplier<Optional<ProcessFamily>> current) implements ProcessFamily {
    @Override
    public OptionalLong firstPid() {
        return current.get().map(ProcessFamily::firstPid).orElseGet(OptionalLong::empty);
    }

    @Override
    public List<Long> pids() {
        return current.get().map(ProcessFamily::pids).orElseGet(List::of);
    }

    @Override
    public boolean kill(long pid) throws Exception {
        Optional<ProcessFamily> now = current.get();
        return now.isPresent() && now.get().kill(pid);
    }

    @Override
    public void whileStopped(Deed deed) throws Exception {
        Optional<ProcessFamily> now = current.get();
        if (now.isPresent()) {
            now.get().whileStopped(deed);
        }
    }
}
