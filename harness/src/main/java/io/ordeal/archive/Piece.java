package io.ordeal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;

/**
 * What is judged at once: a history, or a part of the keys of a large one.
 *
 * @param path of the file or the run's folder, as executors find it
 * @param name as the verdict tells it
 * @param part of the keys, from 0
 * @param parts of which there are so many; 1 for a whole history
 */
public record Piece(String path, String name, int part, int parts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As a line of text, for a judge on another machine. */
    static String write(List<Piece> pieces) {
        try {
            return JSON.writeValueAsString(pieces);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException that is no line that {@link #write} has made */
    public static List<Piece> read(String line) {
        try {
            return Arrays.asList(JSON.readValue(line, Piece[].class));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
