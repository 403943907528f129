package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRoundTripTest {
    private static List<Object> extras(History history) {
        List<Object> extras = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Object extra = history.values().toObject(history.extraHandle(i));
            extras.add(extra == null ? "none" : extra);
        }
        return extras;
    }

    @Test
    void whatIsWrittenInEdnReadsAsTheSameHistory() {
        for (long seed = 0; seed < 1_000; seed++) {
            History history = new RandomHistories(seed).next();
            byte[] text = Texts.write(history, Notation.EDN);
            ReadHistory read = Texts.read(text, Origin.FOREIGN);
            assertThat(read.warnings()).as("seed %s", seed).isEmpty();
            assertThat(read.history().ops()).as("seed %s", seed).isEqualTo(history.ops());
            assertThat(extras(read.history())).as("seed %s", seed).isEqualTo(extras(history));
            assertThat(new String(Texts.write(read.history(), Notation.EDN), StandardCharsets.UTF_8))
                    .as("seed %s", seed)
                    .isEqualTo(new String(text, StandardCharsets.UTF_8));
        }
    }

    /** JSON loses kinds of values, but once it has, nothing more. */
    @Test
    void jsonKeepsTheEventsAndWhatItsValuesBecame() {
        for (long seed = 0; seed < 1_000; seed++) {
            History history = new RandomHistories(seed).next();
            History once = Texts.read(Texts.write(history, Notation.JSON_LINES), Origin.FOREIGN)
                    .history();
            assertThat(once.ops().stream().map(HistoryRoundTripTest::bare))
                    .as("seed %s", seed)
                    .isEqualTo(history.ops().stream()
                            .map(HistoryRoundTripTest::bare)
                            .toList());
            History twice = Texts.read(Texts.write(once, Notation.JSON_LINES), Origin.FOREIGN)
                    .history();
            assertThat(twice.ops()).as("seed %s", seed).isEqualTo(once.ops());
            History throughEdn =
                    Texts.read(Texts.write(once, Notation.EDN), Origin.FOREIGN).history();
            assertThat(throughEdn.ops()).as("seed %s", seed).isEqualTo(once.ops());
        }
    }

    private static Op bare(Op op) {
        return new Op(op.index(), op.timeNanos(), op.process(), op.type(), op.f(), null, null);
    }

    @Test
    void jsonMakesStringsOfNames() {
        History history = Texts.read("{:type :invoke :process 0 :value [:append \\a 1/2 #{3} {:k {:l :m}, [2] sym}]}")
                .history();
        assertThat(new String(Texts.write(history, Notation.JSON_LINES), StandardCharsets.UTF_8))
                .isEqualTo("{\"index\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"txn\","
                        + "\"value\":[\"append\",\"a\",\"1/2\",[3],{\":k\":{\"l\":\"m\"},\"[2]\":\"sym\"}]}\n");
    }

    /** The recorder's way, from objects, gives the same bytes as a history's, from its columns. */
    @Test
    void eventsAreWrittenAlikeFromObjectsAndFromColumns() {
        for (Notation notation : Notation.values()) {
            for (long seed = 0; seed < 300; seed++) {
                History history = new RandomHistories(seed).next();
                HistoryEncoder objects = HistoryEncoder.of(notation);
                HistoryEncoder columns = HistoryEncoder.of(notation);
                for (int i = 0; i < history.size(); i++) {
                    columns.append(history, i);
                    Op op = history.op(i);
                    Object extra = history.values().toObject(history.extraHandle(i));
                    objects.append(
                            op.index(),
                            op.timeNanos(),
                            op.process(),
                            op.type(),
                            op.f(),
                            op.value(),
                            op.error(),
                            extra instanceof Map<?, ?> map ? map : Map.of());
                }
                assertThat(objects.text()).as("seed %s", seed).isEqualTo(columns.text());
            }
        }
    }

    @Test
    void filesAreToldByTheirNames(@TempDir Path folder) throws IOException {
        History history = Texts.read("{:type :invoke :process 0 :value \"x\"}").history();
        for (String name : List.of("h.edn", "h.edn.gz", "h.jsonl", "h.json.gz", "h")) {
            Path file = folder.resolve(name);
            HistoryWriter.write(history, file);
            assertThat(HistoryReader.read(file).history().ops()).as(name).isEqualTo(history.ops());
            byte[] bytes = Files.readAllBytes(file);
            assertThat(bytes[0] == 0x1f).as(name).isEqualTo(name.endsWith(".gz"));
            if (!name.endsWith(".gz")) {
                assertThat(bytes[1] == '"').as(name).isEqualTo(name.contains("json"));
            }
        }
    }

    @Test
    void theLineIsJepsens() {
        HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
        encoder.append(new Op(0, 1, 0, OpType.INVOKE, "read", null, null));
        encoder.append(new Op(7, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "start", List.of(Keyword.of("a"), "b"), "e"));
        assertThat(encoder.text()).isEqualTo("""
                        {:index 0, :time 1, :process 0, :type :invoke, :f :read, :value nil}
                        {:index 7, :process :nemesis, :type :info, :f :start, :value [:a "b"], :error "e"}
                        """);
    }
}
