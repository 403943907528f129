package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A client that writes what it is asked to into its folder, in two steps. */
public final class LedgerProgram implements ClientProgram {
    @Override
    public Client open(ClientContext context) {
        Path ledger = context.folder().resolve("ledger");
        return new Client() {
            @Override
            public Completion invoke(Invocation invocation) throws Exception {
                return switch (invocation.f()) {
                    case "echo" -> Completion.ok(invocation.value());
                    case "refuse" -> throw new DefiniteFailure("not today");
                    case "break" -> throw new IllegalStateException("halfway");
                    case "pid" -> Completion.ok(ProcessHandle.current().pid());
                    case "time" -> Completion.ok(System.currentTimeMillis());
                    case "where" ->
                        Completion.ok(
                                context.nodes() + " " + context.endpoint("n1", "client") + " " + context.worker());
                    case "read" -> Completion.ok(Files.readString(ledger));
                    case "write" -> {
                        write(ledger, "begun ");
                        context.step("begun");
                        write(ledger, "done ");
                        yield Completion.ok(null);
                    }
                    case "hold" -> {
                        context.sessionLost("lock1");
                        context.pausePoint();
                        yield Completion.ok(null);
                    }
                    default -> throw new DefiniteFailure("unknown: " + invocation.f());
                };
            }

            @Override
            public void close() {}
        };
    }

    private static void write(Path ledger, String word) throws java.io.IOException {
        Files.writeString(ledger, word, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
