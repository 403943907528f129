package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.client.Outcomes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a client's own JVM runs: a {@link ClientProgram}, between standard input and standard output. */
public final class ClientMain {
    private ClientMain() {}

    /**
     * Serves until the harness closes its end.
     *
     * @param arguments the name of the program's class
     */
    public static void main(String[] arguments) throws Exception {
        serve(() -> Class.forName(arguments[0])
                .asSubclass(ClientProgram.class)
                .getDeclaredConstructor()
                .newInstance());
    }

    /**
     * Serves a program until the harness closes its end.
     *
     * @param made makes it; called once
     */
    public static void serve(Callable<? extends ClientProgram> made) throws Exception {
        FileOutputStream lines = new FileOutputStream(FileDescriptor.out);
        // what a library prints must not get between the lines
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        ClientProgram program = made.call();
        program.warmUp();
        Channel channel = new Channel(System.in, lines);
        Optional<Map<String, @Nullable Object>> hello = channel.read();
        if (hello.isPresent()) {
            serve(program, new ChildContext(Hello.read(hello.get()), channel), channel);
        }
    }

    private static void serve(ClientProgram program, ChildContext context, Channel channel) throws Exception {
        try (Client client = program.open(context)) {
            channel.write(
                    program.hasPausePoints()
                            ? Map.of(Wire.TYPE, "ready", "pause-points", true)
                            : Map.of(Wire.TYPE, "ready"));
            while (true) {
                Optional<Map<String, @Nullable Object>> message = channel.read();
                if (message.isEmpty()) {
                    return;
                }
                Map<String, @Nullable Object> told = message.get();
                if (!(told.get(Wire.ID) instanceof Long id)) {
                    throw new IOException("expected an operation with an id, found " + told);
                }
                context.begin(id);
                Hello.nodes(told).ifPresent(context::members);
                Invocation invocation = new Invocation(String.valueOf(told.get("f")), told.get("value"));
                channel.write(completion(id, invoke(client, invocation)));
            }
        }
    }

    private static Completion invoke(Client client, Invocation invocation) {
        try {
            return client.invoke(invocation);
        } catch (VirtualMachineError unfit) {
            throw unfit;
        } catch (Throwable thrown) {
            return Outcomes.of(thrown, invocation.value());
        }
    }

    private static Map<String, @Nullable Object> completion(long id, Completion completion) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(Wire.TYPE, completion.type().wire());
        message.put(Wire.ID, id);
        message.put("value", completion.value());
        if (completion.error() != null) {
            message.put("error", completion.error());
        }
        return message;
    }
}
