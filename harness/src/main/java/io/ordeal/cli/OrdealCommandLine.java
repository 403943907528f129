package io.ordeal.cli;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.store.MalformedRunException;
import io.ordeal.trial.TrialInterruptedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the commands: parses, runs one, and turns whatever happens into an exit code. */
@Command(
        name = "ordeal",
        description = "Puts lock services and transactional stores through their trial.",
        footer = {
            "",
            "Exit codes: 0 valid, 1 invalid, 2 unknown, 254 bad arguments or an unreadable file, 255 the harness failed.",
            "The first trial, no arguments needed:  ./ordeal run"
        },
        mixinStandardHelpOptions = true,
        versionProvider = OrdealVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class OrdealCommandLine implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public OrdealCommandLine(PrintStream out, PrintStream err) {
        terminal = new Terminal(out, err);
    }

    /** Runs a command; never throws, never ends the JVM. */
    public ExitCode run(String... arguments) {
        CommandLine commandLine = new CommandLine(this)
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new CleanCommand(terminal))
                .addSubcommand(new ToxiproxyCommand(terminal));
        commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExitCodeExceptionMapper(failure -> ExitCode.HARNESS.status());
        commandLine.setParameterExceptionHandler((wrong, args) -> {
            terminal.error(String.valueOf(wrong.getMessage()));
            CommandLine.UnmatchedArgumentException.printSuggestions(
                    wrong, wrong.getCommandLine().getErr());
            terminal.err()
                    .println("Usage: " + wrong.getCommandLine().getCommandSpec().qualifiedName(" ")
                            + " --help prints the options.");
            return ExitCode.USAGE.status();
        });
        commandLine.setExecutionExceptionHandler(
                (failure, command, parsed) -> report(failure).status());
        int status;
        try {
            status = commandLine.execute(arguments);
        } catch (Throwable unfit) {
            // an Error, which is none of the above's business
            return report(unfit);
        }
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.status() == status)
                .findFirst()
                .orElse(ExitCode.HARNESS);
    }

    private ExitCode report(Throwable failure) {
        if (failure instanceof UsageException
                || failure instanceof MalformedHistoryException
                || failure instanceof MalformedRunException) {
            terminal.error(String.valueOf(failure.getMessage()));
            return ExitCode.USAGE;
        }
        if (failure instanceof TrialInterruptedException) {
            terminal.error(String.valueOf(failure.getMessage()));
            return ExitCode.UNKNOWN;
        }
        terminal.error(
                "this is a fault of the harness or its surroundings, not a finding: " + Failures.describe(failure));
        try {
            LoggerFactory.getLogger(OrdealCommandLine.class).error("the command failed", failure);
        } catch (LinkageError noLogging) {
            failure.printStackTrace(terminal.err());
        }
        return ExitCode.HARNESS;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return ExitCode.VALID.status();
    }
}
