package io.ordeal.cli;

import io.ordeal.history.MalformedHistoryException;
import io.ordeal.store.MalformedRunException;
import io.ordeal.trial.TrialInterruptedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            "Exit codes: 0 valid, 1 invalid, 2 unknown, 254 bad arguments or an unreadable file, 255 the harness"
                    + " failed.",
            "The first trial, no arguments needed:  ./ordeal run"
        },
        mixinStandardHelpOptions = true,
        versionProvider = OrdealVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class OrdealCommandLine implements Callable<Integer> {
    /** In the order in which help names them. */
    private static final Map<String, Function<Terminal, Object>> COMMANDS = commands();

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public OrdealCommandLine(PrintStream out, PrintStream err) {
        terminal = new Terminal(out, err);
    }

    private static Map<String, Function<Terminal, Object>> commands() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("shrink", ShrinkCommand::new);
        commands.put("bisect", BisectCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("nightly", NightlyCommand::new);
        commands.put("night-worker", NightWorkerCommand::new);
        commands.put("new", NewCommand::new);
        commands.put("print", PrintCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("clean", CleanCommand::new);
        commands.put("toxiproxy", ToxiproxyCommand::new);
        return Collections.unmodifiableMap(commands);
    }

    /**
     * The command that is named first, or all of them where none is, for help and for a name that is near. To take in the
     * options of a command costs a start some milliseconds, and {@code run} has many.
     */
    private static Collection<Function<Terminal, Object>> subcommands(String... arguments) {
        Function<Terminal, Object> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        return named == null ? COMMANDS.values() : List.of(named);
    }

    /** Runs a command; never throws, never ends the JVM. */
    public ExitCode run(String... arguments) {
        CommandLine commandLine = new CommandLine(this);
        subcommands(arguments).forEach(command -> commandLine.addSubcommand(command.apply(terminal)));
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
        return ExitCode.ofStatus(status);
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
