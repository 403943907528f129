package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Requests and answers as the gateway has them: bytes in base64, 64-bit numbers as texts, what is zero left out. */
final class EtcdJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private EtcdJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode key(String key) {
        return object().put("key", encode(key));
    }

    static ObjectNode put(String key, String value) {
        return key(key).put("value", encode(value));
    }

    /** Makes an operation of a transaction of a request. */
    static ObjectNode operation(String kind, ObjectNode request) {
        ObjectNode operation = object();
        operation.set(kind, request);
        return operation;
    }

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(JsonNode bytes) {
        return new String(Base64.getDecoder().decode(bytes.asText()), StandardCharsets.UTF_8);
    }
}
