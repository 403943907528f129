package io.ordeal.cli;

import io.ordeal.campaign.work.TrialServer;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code ./ordeal nightly} and {@code ./ordeal validate} start to make trials; nobody types it. */
@Command(name = "night-worker", hidden = true, description = "Makes the trials that a night asks for, as JSON lines.")
final class NightWorkerCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final JarOption jars = new JarOption();

    NightWorkerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        // what a client's library prints is no word of ours
        System.setOut(terminal.err());
        new TrialServer(jars.catalog(), in, terminal.out()).run();
        return ExitCode.VALID.status();
    }
}
