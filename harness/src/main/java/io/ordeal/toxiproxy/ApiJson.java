package io.ordeal.toxiproxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the API's JSON, byte for byte as the original does: field order, escapes, numbers. */
final class ApiJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build().setCharacterEscapes(new HtmlEscapes());

    private ApiJson() {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static String text(Body body) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            body.write(json);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toString();
    }

    /** An object of all proxies by name. */
    static String proxies(List<TcpProxy> proxies) {
        return text(json -> {
            json.writeStartObject();
            for (TcpProxy proxy : proxies) {
                json.writeFieldName(proxy.name());
                write(json, proxy.view());
            }
            json.writeEndObject();
        });
    }

    static String proxy(TcpProxy proxy) {
        return text(json -> write(json, proxy.view()));
    }

    /** The answer to {@code POST /populate}; no proxies are {@code null}, not an empty array. */
    static String populated(List<TcpProxy> proxies, Optional<ApiException> failure) {
        return text(json -> {
            json.writeStartObject();
            if (failure.isPresent()) {
                json.writeStringField("error", failure.get().getMessage());
                json.writeNumberField("status", failure.get().status());
            }
            if (proxies.isEmpty()) {
                json.writeNullField("proxies");
            } else {
                json.writeArrayFieldStart("proxies");
                for (TcpProxy proxy : proxies) {
                    write(json, proxy.view());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    static String toxics(List<Toxic> toxics) {
        return text(json -> write(json, toxics));
    }

    static String toxic(Toxic toxic) {
        return text(json -> write(json, toxic));
    }

    /** The body of an error; ends with a newline. */
    static String error(int status, String message) {
        String object = text(json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeNumberField("status", status);
            json.writeEndObject();
        });
        return object + "\n";
    }

    /** The extension {@code GET /proxies/{proxy}/traffic}. */
    static String traffic(ProxyTraffic traffic) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("proxy", traffic.proxy());
            json.writeObjectFieldStart("connections");
            json.writeNumberField("open", traffic.openConnections());
            json.writeNumberField("accepted", traffic.acceptedConnections());
            json.writeNumberField("failed_dials", traffic.failedDials());
            json.writeNumberField("cut", traffic.cutConnections());
            json.writeNumberField("reset", traffic.resetConnections());
            json.writeEndObject();
            for (Direction direction : Direction.values()) {
                DirectionTraffic oneWay = traffic.direction(direction);
                json.writeObjectFieldStart(direction.wireName());
                json.writeNumberField("received_bytes", oneWay.receivedBytes());
                json.writeNumberField("sent_bytes", oneWay.sentBytes());
                json.writeNumberField("held_bytes", oneWay.heldBytes());
                json.writeNumberField("dropped_bytes", oneWay.droppedBytes());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, TcpProxy.View proxy) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", proxy.name());
        json.writeStringField("listen", proxy.listen());
        json.writeStringField("upstream", proxy.upstream());
        json.writeBooleanField("enabled", proxy.enabled());
        json.writeObjectFieldStart("Logger");
        json.writeEndObject();
        json.writeFieldName("toxics");
        write(json, proxy.toxics());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<Toxic> toxics) throws IOException {
        json.writeStartArray();
        for (Toxic toxic : toxics) {
            write(json, toxic);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Toxic toxic) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, Long> attribute : toxic.attributes().entrySet()) {
            json.writeNumberField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeStringField("name", toxic.name());
        json.writeStringField("type", toxic.type().wireName());
        json.writeStringField("stream", toxic.stream());
        json.writeFieldName("toxicity");
        json.writeNumber(shortest(toxic.toxicity()));
        json.writeEndObject();
    }

    /** 1 rather than 1.0. */
    private static String shortest(float number) {
        return number == 0
                ? "0"
                : new BigDecimal(Float.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** The original escapes what could end a script element, and writes its escapes in lower case. */
    private static final class HtmlEscapes extends CharacterEscapes {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        HtmlEscapes() {
            for (int c = 0; c < ascii.length; c++) {
                if (ascii[c] == CharacterEscapes.ESCAPE_STANDARD || c == '<' || c == '>' || c == '&') {
                    ascii[c] = CharacterEscapes.ESCAPE_CUSTOM;
                }
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character < 0x80 || character == '\u2028' || character == '\u2029'
                    ? new SerializedString(String.format("\\u%04x", character))
                    : null;
        }
    }
}
