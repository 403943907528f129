package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultSpecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "partition",
                "partition:primary:hold",
                "partition:hold",
                "partition:n2",
                "partition:one-way:drop",
                "kill:minority",
                "kill:n1",
                "pause:all",
                "restart",
                "latency:primary:nodes",
                "latency:nodes",
                "bandwidth",
                "reset:one",
                "slow-close",
                "slices:n3",
                "client-pause",
                "client-pause:open",
                "client-pause:c3:after",
                "hold",
                "hold:c0-n1",
                "hold:from=3",
                "hold:primary-nodes:from=3+with=SET%20x",
                "repeat:c0-n1:every+times=2",
                "reorder:n2-n1:past=2"
            })
    void readsWhatItWrites(String text) {
        assertThat(FaultSpec.parse(text)).hasToString(text);
    }

    @Test
    void tellsWhomFromMode() {
        assertThat(FaultSpec.parse("partition:hold"))
                .isEqualTo(new FaultSpec("partition", Optional.empty(), Optional.of("hold")));
        assertThat(FaultSpec.parse("partition:ring"))
                .isEqualTo(new FaultSpec("partition", Optional.of("ring"), Optional.empty()));
    }

    @Test
    void readsLists() {
        assertThat(FaultSpec.parseAll("client-pause, kill:one")).hasToString("[client-pause, kill:one]");
        assertThat(FaultSpec.parseAll("none")).isEqualTo(List.of());
        assertThat(FaultSpec.parseAll(" ")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "partion            | there is no fault 'partion'; nearest first: partition,",
                "partition:ring:hol | there is no mode 'hol'; nearest first: hold,",
                "partition:Primary  | 'Primary' is neither whom nor how, nor can it be a name; nearest first: primary,",
                "partition:         | '' is neither whom nor how",
                "kill:one:hard      | the fault 'kill:one:hard' says 'hard', but kill has no modes: kill:one",
                "kill-participant:n1:before-vote | kill-participant takes no whom: kill-participant:before-vote",
                "kill:one:a:b       | too many colons in the fault 'kill:one:a:b': it is kind[:whom][:mode], such as kill:one",
                "hold:n1            | there is no word for messages 'n1'",
                "hold:c0-n1-n2      | there is no word for messages 'c0-n1-n2'",
                "repeat:n1:every    | 'n1' does not say who sends to whom, as c0-n1",
                "hold:c0-n1:every   | there is no word for messages 'every'; nearest first: ",
                "repeat:c0-n1:from=0 | expected a number from 1 for from, such as from=3, found: 0",
                "hold:c0-n1:with=%4 | expected two hexadecimal digits",
                "hold:c0-n1:with=   | with= lacks the bytes",
                "hold:c0-n1:from=1+from=2 | says from twice",
                "kill,kill          | the fault kill is asked for twice",
                "kill,              | there is no fault ''"
            })
    void saysWhatIsWrongAndWhatExists(String text, String message) {
        assertThatThrownBy(() -> FaultSpec.parseAll(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyKindIsFoundAndSaysWhatItDoes() {
        assertThat(FaultKinds.all())
                .extracting(FaultKind::name)
                .contains(
                        "bandwidth",
                        "client-pause",
                        "kill",
                        "latency",
                        "partition",
                        "pause",
                        "reset",
                        "restart",
                        "slices",
                        "slow-close");
        assertThat(FaultKinds.all())
                .allSatisfy(kind -> assertThat(kind.summary()).isNotBlank());
    }
}
