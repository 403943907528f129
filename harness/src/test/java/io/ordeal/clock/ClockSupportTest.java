package io.ordeal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockSupportTest {
    @Test
    void otherSystemsAndArchitecturesAreRefusedByName() {
        assertThat(ClockSupport.refusal("Mac OS X", "x86_64").orElseThrow())
                .contains("on Linux alone")
                .contains("Mac OS X");
        assertThat(ClockSupport.refusal("Linux", "aarch64").orElseThrow())
                .contains("on x86-64 alone")
                .contains("aarch64");
        assertThat(ClockSupport.refusal("Linux", "amd64")).isEmpty();
    }
}
