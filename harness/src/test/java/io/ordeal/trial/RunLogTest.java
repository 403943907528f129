package io.ordeal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs of runs that go on side by side. */
class RunLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(RunLogTest.class);

    @TempDir
    private Path folder;

    private final CyclicBarrier open = new CyclicBarrier(2);

    /** As a run: it says something itself, and by a thread that it starts, while both logs are open. */
    private Thread run(String name) {
        Thread run = new Thread(new ThreadGroup("runs"), () -> {
            try (RunLog log = new RunLog(folder.resolve(name))) {
                open.await();
                LOG.warn("{} itself", name);
                Thread server = new Thread(() -> LOG.warn("{} by its server", name));
                server.start();
                server.join();
                open.await();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        run.start();
        return run;
    }

    @Test
    void eachGetsWhatItsOwnThreadsSay() throws Exception {
        Thread one = run("one.log");
        Thread two = run("two.log");
        one.join();
        two.join();
        assertThat(Files.readString(folder.resolve("one.log")))
                .contains("one.log itself", "one.log by its server")
                .doesNotContain("two.log");
        assertThat(Files.readString(folder.resolve("two.log")))
                .contains("two.log itself", "two.log by its server")
                .doesNotContain("one.log");
    }

    @Test
    void whatNobodysThreadSaysIsEachOnes() throws Exception {
        Thread nobodys = new Thread(rootGroup(), () -> LOG.warn("said by a pool"), "pool");
        try (RunLog log = new RunLog(folder.resolve("run.log"))) {
            nobodys.start();
            nobodys.join();
        }
        LOG.warn("said afterwards");
        assertThat(Files.readString(folder.resolve("run.log")))
                .contains("said by a pool")
                .doesNotContain("said afterwards");
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
