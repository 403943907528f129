package io.ordeal.targets.textbook;

import io.ordeal.toxiproxy.framing.Framing;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said between clients and nodes, and among nodes: words with a space between them, behind a length of four bytes.
 *
 * @param words at least one; none is empty or has a space in it
 */
record Message(List<String> words) {
    /** Where a message ends, for faults that hold or repeat one. */
    static final Framing FRAMING = Framing.named("length:4");

    /** In bytes: what is longer is no message, but somebody who speaks another protocol. */
    private static final int LONGEST = 1 << 22;

    /** @throws IllegalArgumentException there is none, or one that would not arrive as it is */
    Message {
        words = List.copyOf(words);
        if (words.isEmpty() || words.stream().anyMatch(word -> word.isEmpty() || word.indexOf(' ') >= 0)) {
            throw new IllegalArgumentException("words without spaces make a message, not " + words);
        }
    }

    static Message of(String... words) {
        return new Message(List.of(words));
    }

    /** The same with further words. */
    Message with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Message(all);
    }

    /** The word that says what is wanted, or how it was answered. */
    String verb() {
        return words.get(0);
    }

    /** @throws IllegalArgumentException there is none at that place */
    String word(int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException("a word is missing behind: " + this);
        }
        return words.get(index);
    }

    /** @throws IllegalArgumentException there is no number at that place */
    long number(int index) {
        return Long.parseLong(word(index));
    }

    void writeTo(DataOutputStream out) throws IOException {
        byte[] bytes = toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** @throws IOException nothing more comes, or something else */
    static Message readFrom(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LONGEST) {
            throw new IOException("no message has " + length + " bytes");
        }
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        try {
            return of(text.split(" "));
        } catch (IllegalArgumentException broken) {
            throw new IOException("that is no message: " + text, broken);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
