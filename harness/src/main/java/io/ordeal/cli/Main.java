package io.ordeal.cli;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where {@code ./ordeal} begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Launcher launcher = new Launcher();
        launcher.dieWithIt(() -> Runtime.getRuntime().halt(ExitCode.HARNESS.status()));
        StandardStream standardOut = new StandardStream(FileDescriptor.out);
        PrintStream out = new PrintStream(standardOut, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new StandardStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
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
        Optional<IOException> loss = standardOut.loss();
        if (loss.isPresent()) {
            err.println("ordeal: standard output is not whole, for it could not be written to: "
                    + loss.get().getMessage());
            // a finding stands; but 0 would say that all is well
            code = code == ExitCode.VALID ? ExitCode.HARNESS : code;
        }
        int status = launcher.statusOf(code);
        if (Interruptible.isEnding()) {
            // A signal has begun to end the JVM: exit() would wait for ever, and lose the verdict's status.
            Runtime.getRuntime().halt(status);
        }
        // Clients' libraries leave threads behind that are none of ours to wait for.
        System.exit(status);
    }
}
