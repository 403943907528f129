package {{package}};

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.RegisterClient;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalLong;

/**
 * One client, of one process: put yours here. An exception means that nobody knows what was done; a {@link DefiniteFailure}
 * is proof that nothing was, or will be.
 */
final class BackendClient implements RegisterClient {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final InetSocketAddress server;

    BackendClient(ClientContext context) {
        server = context.endpoint(context.homeNode(), BackendNode.PORT); // a link of its own, which faults break
    }

    /** Empty if nothing was ever written. */
    @Override
    public OptionalLong read(String key) throws Exception {
        String answer = ask("read " + key);
        return answer.equals("none") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(answer));
    }

    @Override
    public void write(String key, long value) throws Exception {
        ask("write " + key + " " + value);
    }

    private String ask(String question) throws Exception {
        try (Socket socket = new Socket()) {
            try {
                socket.connect(server, TIMEOUT_MILLIS);
            } catch (IOException refused) {
                throw new DefiniteFailure("nothing was sent: " + refused);
            }
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((question + "\n").getBytes());
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
            if (answer == null) {
                throw new EOFException("the server closed the connection without an answer");
            }
            return answer;
        }
    }
}
