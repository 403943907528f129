package io.ordeal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessWatchTest {
    private static final String REFUSED = "ConnectException: Connection refused";

    private int told;
    private int index;
    private final SuccessWatch watch = new SuccessWatch(() -> told++);

    private void event(double seconds, int process, OpType type, String f, @Nullable Object error) {
        watch.recorded(new Op(index++, (long) (seconds * 1e9), process, type, f, null, error));
    }

    private void refused(double seconds) {
        event(seconds, 0, OpType.INVOKE, "acquire", null);
        event(seconds, 0, OpType.FAIL, "acquire", REFUSED);
    }

    private void manyRefused(double seconds) {
        for (int i = 0; i < 60; i++) {
            refused(seconds);
        }
    }

    @Test
    void errorsAloneForFiveSecondsAreEnough() {
        for (int i = 0; i < 60; i++) {
            refused(i * 0.08);
        }
        assertThat(told).isZero();
        refused(5.1);
        refused(5.2);
        assertThat(told).isEqualTo(1);
        assertThat(watch.hasTold()).isTrue();
    }

    @Test
    void aFewErrorsOfAClientThatIsSlowToStartAreNot() {
        for (int i = 0; i < 49; i++) {
            refused(i);
        }
        assertThat(told).isZero();
        refused(50);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void oneSuccessIsEnoughForEver() {
        event(1, 0, OpType.OK, "acquire", null);
        manyRefused(60);
        assertThat(told).isZero();
    }

    @Test
    void toFailWithoutAnErrorIsAnAnswer() {
        event(1, 0, OpType.FAIL, "cas", null);
        manyRefused(60);
        assertThat(told).isZero();
    }

    @Test
    void whereAFaultHasStruckItIsGivenLonger() {
        event(0.5, Op.NEMESIS, OpType.INFO, "start-kill", null);
        manyRefused(6);
        assertThat(told).isZero();
        refused(20.5);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void afterTheMainPhaseNothingIsTold() {
        watch.close();
        manyRefused(60);
        assertThat(watch.hasTold()).isFalse();
    }
}
