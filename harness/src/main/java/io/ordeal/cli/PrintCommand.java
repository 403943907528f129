package io.ordeal.cli;

import io.ordeal.campaign.plan.NightFile;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.names.NearestNames;
import io.ordeal.targets.file.TargetFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal print}: files that belong into a project of the user's. */
@Command(
        name = "print",
        description = {
            "Prints a file that belongs into a project of yours: a client library of the wire, one file to be put beside",
            "your client, or a JSON Schema, for editors. Without a name, prints what there is."
        },
        mixinStandardHelpOptions = true)
final class PrintCommand implements Callable<Integer> {
    /** Each with what it is, and the class beside which it lies. */
    private static final Map<String, Printable> FILES = files();

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "ordeal.py, ordeal.js, ordeal.go, ordeal.schema.json, schedule.schema.json or"
                    + " nightly.schema.json.")
    private String file = "";

    PrintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Printable(String summary, Class<?> owner) {}

    private static Map<String, Printable> files() {
        Map<String, Printable> files = new LinkedHashMap<>();
        files.put("ordeal.py", new Printable("clients in Python", ClientCommand.class));
        files.put("ordeal.js", new Printable("clients in JavaScript", ClientCommand.class));
        files.put("ordeal.go", new Printable("clients in Go", ClientCommand.class));
        files.put(TargetFile.SCHEMA, new Printable("the schema of ordeal.yaml, a target", TargetFile.class));
        files.put("schedule.schema.json", new Printable("the schema of --schedule's files", ScheduleFile.class));
        files.put("nightly.schema.json", new Printable("the schema of nightly's files", NightFile.class));
        return files;
    }

    @Override
    public Integer call() throws IOException {
        if (file.isEmpty()) {
            FILES.forEach((name, printable) -> terminal.out().printf("  %-22s  %s%n", name, printable.summary()));
            return ExitCode.VALID.status();
        }
        Printable printable = FILES.get(file);
        if (printable == null) {
            throw new UsageException(NearestNames.unknown("file to be printed", file, FILES.keySet()));
        }
        try (InputStream in = printable.owner().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no resource " + file + " beside " + printable.owner());
            }
            terminal.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            terminal.out().flush();
        }
        return ExitCode.VALID.status();
    }
}
