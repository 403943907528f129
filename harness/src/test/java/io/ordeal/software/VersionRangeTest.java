package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.targets.Expectation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource({
        "3.9.3, 3.9.3, true",
        "3.9.3, 3.9.30, false",
        "3.9.3, 3.9.2, false",
        "3.9.4.., 3.9.10, true",
        "3.9.4.., 3.10, true",
        "3.9.4.., 3.9.3, false",
        "..15.3, 12.3.0, true",
        "..15.3, 15.3.0, true",
        "..15.3, 15.3.1, false",
        "3.9.0..3.9.2, 3.9.1, true",
        "3.9.0..3.9.2, 3.8.9, false",
        "3.9.4.., /opt/zookeeper/lib, false",
        "3.9.4.., zookeeper:3.9.5 sha256:ab, false",
    })
    void numbersAreComparedOneByOne(String range, String version, boolean included) {
        assertThat(VersionRange.parse("zookeeper", range).includes(Map.of("zookeeper", version)))
                .isEqualTo(included);
    }

    @Test
    void whatIsNotKnownIsNotIncluded() {
        assertThat(VersionRange.parse("zookeeper", "3.9.4..").includes(Map.of("redis", "7.0.15")))
                .isFalse();
        assertThatThrownBy(() -> VersionRange.parse("zookeeper", ".."))
                .hasMessageContaining("begins or ends somewhere");
        assertThatThrownBy(() -> VersionRange.parse("zookeeper", "3.x")).hasMessageContaining("found 3.x");
    }

    @Test
    void anExpectationOfSomeVersionsSpeaksOfRunsOfTheseAlone() {
        Expectation expectation = Expectation.mayBreak("register", Set.of("kill"), "nonlinearizable", "the issue")
                .in("zookeeper", "3.9.3");

        assertThat(expectation.speaksOf("register", Set.of("kill"), Map.of("zookeeper", "3.9.3")))
                .isTrue();
        assertThat(expectation.speaksOf("register", Set.of("kill"), Map.of("zookeeper", "3.9.5")))
                .isFalse();
        assertThat(expectation.speaksOf("register", Set.of("kill"), Map.of())).isFalse();
        assertThat(expectation.versions()).hasToString("Optional[zookeeper 3.9.3]");
    }
}
