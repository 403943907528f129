package io.ordeal.targets.cassandra;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection to one node by Cassandra's own protocol, version 4, one statement at a time. It knows no other node, and sends
 * nothing again: what drivers do of themselves would be tried with the servers.
 *
 * <pre>
 *   04 flags stream:2 opcode length:4 body      each way; an answer has version 84
 * </pre>
 *
 * <p>Safe for one thread, but for {@link #close}.
 */
final class CqlConnection implements Closeable {
    private static final int REQUEST_VERSION = 0x04;
    private static final int STARTUP = 0x01;
    private static final int QUERY = 0x07;
    private static final int ERROR = 0x00;
    private static final int READY = 0x02;
    private static final int RESULT = 0x08;
    private static final int WITH_SERIAL_CONSISTENCY = 0x10;

    /** Of frames, in bytes, as Cassandra has it unless it is told otherwise. */
    private static final int LONGEST = 1 << 28;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private short stream;

    private CqlConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    /**
     * Connects, and is answered: a proxy accepts connections to nodes that are gone, too.
     *
     * @param connects how long connecting may take
     * @param answers how long an answer may take
     * @throws IOException nobody answers; no statement was sent
     */
    static CqlConnection open(InetSocketAddress node, Duration connects, Duration answers)
            throws IOException, CqlException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(node, Math.toIntExact(connects.toMillis()));
            socket.setSoTimeout(Math.toIntExact(answers.toMillis()));
            CqlConnection connection = new CqlConnection(socket);
            connection.start();
            return connection;
        } catch (IOException | CqlException failed) {
            socket.close();
            throw failed;
        }
    }

    private void start() throws IOException, CqlException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream startup = new DataOutputStream(body);
        startup.writeShort(1);
        writeString(startup, "CQL_VERSION");
        writeString(startup, "3.0.0");
        Answer answer = ask(STARTUP, body.toByteArray());
        if (answer.opcode != READY) {
            throw new IOException("expected that it is ready, found opcode " + answer.opcode);
        }
    }

    /**
     * Has a statement done.
     *
     * @param consistency for what is read and written
     * @return the rows that it answers with; none where it has none
     * @throws CqlException the node says that it was not done, or that it does not know
     * @throws IOException it has not answered; the connection is of no more use
     */
    CqlRows execute(String statement, Consistency consistency) throws IOException, CqlException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream query = new DataOutputStream(body);
        byte[] text = statement.getBytes(StandardCharsets.UTF_8);
        query.writeInt(text.length);
        query.write(text);
        query.writeShort(consistency.code());
        query.writeByte(WITH_SERIAL_CONSISTENCY);
        query.writeShort(Consistency.SERIAL.code());
        Answer answer = ask(QUERY, body.toByteArray());
        if (answer.opcode != RESULT) {
            throw new IOException("expected a result, found opcode " + answer.opcode);
        }
        return CqlRows.readFrom(answer.body);
    }

    private Answer ask(int opcode, byte[] body) throws IOException, CqlException {
        stream = (short) ((stream + 1) & Short.MAX_VALUE);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(frame);
        header.writeByte(REQUEST_VERSION);
        header.writeByte(0);
        header.writeShort(stream);
        header.writeByte(opcode);
        header.writeInt(body.length);
        header.write(body);
        out.write(frame.toByteArray());
        out.flush();
        Answer answer = receive();
        if (answer.opcode == ERROR) {
            throw CqlException.readFrom(answer.body);
        }
        return answer;
    }

    private Answer receive() throws IOException {
        int version = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        short answered = in.readShort();
        int opcode = in.readUnsignedByte();
        int length = in.readInt();
        if ((version & 0x7f) != REQUEST_VERSION || answered != stream || length < 0 || length > LONGEST) {
            throw new IOException("that is no answer to what was asked: version " + version + ", stream " + answered
                    + ", length " + length);
        }
        DataInputStream body = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
        skipPreface(body, flags);
        return new Answer(opcode, body);
    }

    /** What may stand before an answer: the number of a trace, and warnings. */
    private static void skipPreface(DataInputStream body, int flags) throws IOException {
        if ((flags & 0x02) != 0) {
            body.skipNBytes(16);
        }
        if ((flags & 0x08) != 0) {
            for (int warnings = body.readUnsignedShort(); warnings > 0; warnings--) {
                String unused = readString(body);
            }
        }
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** A text behind its length in two bytes. */
    static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private record Answer(int opcode, DataInputStream body) {}
}
