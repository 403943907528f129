package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.fault.schedule.Condition.OperationFilter;
import io.ordeal.mesh.Mesh.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form: what it says, what it prints, and what it says to mistakes. */
class FaultTextTest {
    @Test
    void conditionsSayWhatTheyMean() {
        assertThat(ConditionText.parseAll("after=200:add:begun:key=x:worker=3+open=transfer+bytes=1000:c1-n1+log='a, b:"
                        + " c+':node=n1+for=1.5s"))
                .containsExactly(
                        new Condition.Operations(
                                200,
                                Condition.Stage.BEGUN,
                                new OperationFilter(
                                        Optional.of("add"), Optional.of("x"), Optional.empty(), Optional.of(3))),
                        new Condition.Open(new OperationFilter(
                                Optional.of("transfer"), Optional.empty(), Optional.empty(), Optional.empty())),
                        new Condition.Traffic(1000, new Way("c1", "n1")),
                        new Condition.LogLine("a, b: c+", Optional.of("n1"), 1),
                        new Condition.For(Duration.ofMillis(1_500)));
        assertThat(ConditionText.parse("at=3s/primary=none"))
                .isEqualTo(new Condition.AnyOf(
                        List.of(new Condition.At(Duration.ofSeconds(3)), new Condition.Primary("none", 1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill",
                "partition:primary:hold",
                "kill:primary@after=200:add",
                "a=kill:n1@at=3s..for=2s",
                "kill:victim=a@began=a+for=250ms/primary=another:times=3..ended=b",
                "kill:client=3@step=\"prepared 1\":node=n1:times=2",
                "kill@log=\"a+b: ..\":node=n1",
                "kill@log='say \"x, y\"'",
                "kill@open=any:worker=2..after=5:info",
                "kill@bytes=1000:n1-n2/deposed=any",
            })
    void whatIsPrintedIsReadAgain(String text) {
        FaultText parsed = FaultText.parse(text);
        assertThat(parsed.toString()).isEqualTo(text);
        assertThat(FaultText.parse(parsed.toString())).isEqualTo(parsed);
    }

    /** As nights and tests have it. */
    @Test
    void noneIsNone() {
        assertThat(FaultText.split(" none ")).isEmpty();
        assertThat(FaultText.split("")).isEmpty();
        assertThat(FaultText.split("none,kill")).containsExactly("none", "kill");
        assertThatThrownBy(() -> FaultText.parse("none")).hasMessageContaining("there is no fault 'none'");
    }

    @Test
    void commasWithinQuotesPartNothing() {
        assertThat(FaultText.split("kill@log=\"a, b\",pause, , partition:n1@log='c,d'"))
                .containsExactly("kill@log=\"a, b\"", "pause", "partition:n1@log='c,d'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill@aftr=3            | there is no condition 'aftr'; nearest first: after",
                "kill@after=3:wrker=1   | there is no qualifier 'wrker'; nearest first: worker",
                "kill@after=three       | expected a number for after, such as after=200, found: three",
                "kill@after=0           | a number of at least 1, found 0",
                "kill@at=3              | expected a duration such as 500ms, 30s or 2m, found: 3",
                "kill@log=(             | takes a regular expression",
                "kill@log=\"a           | is not closed",
                "kill@                  | expected a condition, such as after=200:add or at=3s",
                "kill@at=1s@at=2s       | more than one @",
                "kill@at=1s..at=2s..at=3s | more than one end",
                "k=kill                 | has a name, but strikes again and again",
                "kil@at=1s              | there is no fault 'kil'; nearest first: kill",
                "kill@at=1s:n1          | takes nothing behind its value",
                "kill@bytes=5           | lacks link",
                "kill@bytes=5:n1        | expected who sends to whom, such as link=n1-n2",
                "kill@after=1:add:f=add | says f twice",
                "kill@after=1:stage=okay | there is no stage 'okay'; nearest first: ok",
            })
    void mistakesAreToldWithWhatThereIs(String text, String expected) {
        assertThatThrownBy(() -> FaultText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
