package {{package}};

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * One client, of one process: put yours here. An exception means that nobody knows what was done; a {@link DefiniteFailure}
 * is proof that nothing was, or will be.
 */
final class BackendClient implements LockClient {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final InetSocketAddress server;
    private final String me;

    BackendClient(ClientContext context) {
        server = context.endpoint(context.homeNode(), BackendNode.PORT); // a link of its own, which faults break
        me = "c" + context.worker() + " " + context.process();
    }

    /** Empty if it was certainly not granted. */
    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        return ask("acquire " + lock).equals("no") ? Optional.empty() : Optional.of(Grant.plain());
    }

    @Override
    public void release(String lock) throws Exception {
        if (ask("release " + lock).equals("no")) {
            throw new DefiniteFailure("not the holder");
        }
    }

    private String ask(String question) throws Exception {
        try (Socket socket = new Socket()) {
            try {
                socket.connect(server, TIMEOUT_MILLIS);
            } catch (IOException refused) {
                throw new DefiniteFailure("nothing was sent: " + refused);
            }
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((me + " " + question + "\n").getBytes());
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
            if (answer == null) {
                throw new EOFException("the server closed the connection without an answer");
            }
            return answer;
        }
    }
}
