package io.ordeal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where {@code ./ordeal} begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Launcher launcher = new Launcher();
        launcher.dieWithIt(() -> Runtime.getRuntime().halt(ExitCode.HARNESS.status()));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ExitCode code;
        try {
            code = new OrdealCommandLine(out, err).run(arguments);
        } catch (Throwable unfit) {
            // not even the command line could be loaded
            err.println("ordeal: this is a fault of the harness or its surroundings, not a finding: "
                    + Failures.describe(unfit));
            code = ExitCode.HARNESS;
        }
        out.flush();
        int status = launcher.statusOf(code);
        if (Interruptible.isEnding()) {
            // A signal has begun to end the JVM: exit() would wait for ever, and lose the verdict's status.
            Runtime.getRuntime().halt(status);
        }
        // Clients' libraries leave threads behind that are none of ours to wait for.
        System.exit(status);
    }
}
