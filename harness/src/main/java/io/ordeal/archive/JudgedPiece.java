package io.ordeal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A piece that was judged.
 *
 * @param status the exit code that {@code check} would have ended with
 * @param verdict the line that {@code check --json} prints; of a part, of its keys alone
 */
public record JudgedPiece(Piece piece, int status, String verdict) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As a line of text, on its way from an executor. */
    public String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException that is no line that {@link #write} has made */
    static JudgedPiece read(String line) {
        try {
            return JSON.readValue(line, JudgedPiece.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
