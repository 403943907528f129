package io.ordeal.fault.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each condition, on virtual time: when it is met, what is told of it, and how far it had come when it was not. */
class ConditionsTest {
    @Test
    void operationsAreCountedFromWhenTheyAreWaitedFor() {
        VirtualRun run = new VirtualRun("k=kill:n1@at=1s+after=2:add..after=1:add:begun");
        assertThat(run.operations(5, "add")
                        .untilMillis(1_000)
                        .operations(1, "read")
                        .operations(1, "add")
                        .untilMillis(1_500)
                        .operations(1, "add")
                        .lines())
                .containsExactly("1500 k strikes: at 1s, then after 2 :add (event 15)");
        assertThat(run.untilMillis(1_600).invoke(3, "add").lines())
                .last()
                .isEqualTo("1600 k heals: after 1 :add begun (event 16)");
    }

    @Test
    void operationsAreToldApartByKeyProcessWorkerAndStage() {
        VirtualRun run = new VirtualRun("a=kill@after=1:key=x,b=kill@after=1:process=12,c=kill@after=1:worker=2,"
                + "d=kill@after=1:w:fail,e=kill@after=1:info,f=kill@after=3:w:ended");
        run.event(1, OpType.OK, "w", List.of("x", 1L));
        run.event(12, OpType.OK, "w", List.of("y", 1L));
        run.event(2, OpType.FAIL, "w", List.of("y", 1L));
        run.event(2, OpType.INFO, "r", "x");
        assertThat(run.lines())
                .containsExactly(
                        "0 a strikes: after 1 on x (event 0)",
                        "0 b strikes: after 1 of process 12 (event 1)",
                        "0 c strikes: after 1 of worker 2 (event 1)",
                        "0 d strikes: after 1 :w fail (event 2)",
                        "0 f strikes: after 3 :w ended (event 2)",
                        "0 e strikes: after 1 info (event 3)");
    }

    @Test
    void anOperationMayBeOpenAlready() {
        VirtualRun run = new VirtualRun("k=kill:n1@at=1s+open=transfer,l=kill:n2@open=read:worker=3");
        run.invoke(1, "transfer").invoke(2, "read").untilMillis(1_000).invoke(3, "read");
        assertThat(run.lines())
                .containsExactly(
                        "1000 k strikes: at 1s, then while :transfer was open (event 0)",
                        "1000 l strikes: while :read of worker 3 was open (event 2)");
        VirtualRun ended = new VirtualRun("k=kill:n1@at=1s+open=transfer");
        ended.operations(3, "transfer").untilMillis(2_000);
        assertThat(ended.unmet()).containsExactly("k begin 2: no :transfer was open");
    }

    @Test
    void stepsByNameNodeWorkerAndCount() {
        VirtualRun run = new VirtualRun("a=kill:asked@step=\"prepared 1\":node=n2,b=kill:n1@step=\"prepared"
                + " 1\":times=2,c=kill:n1@step=logged:worker=4");
        run.happened(new Happening.StepReached("prepared 1", Optional.of("n1"), 3));
        run.happened(new Happening.StepReached("prepared 1", Optional.of("n2"), 3));
        run.happened(new Happening.StepReached("logged", Optional.empty(), 3));
        assertThat(run.lines())
                .containsExactly(
                        "0 a strikes: client 3 at step prepared 1 of n2",
                        "0 b strikes: client 3 at step prepared 1 of n2");
        assertThat(run.unmet()).contains("c begin 1: 0 of 1 times at step logged");
    }

    /** Whoever does not know what a client calls its steps counts them. */
    @Test
    void anyStepByItsNumber() {
        VirtualRun run = new VirtualRun("a=kill:n1@step=any:worker=3:times=2,b=kill:n1@step=any:worker=4");
        run.happened(new Happening.StepReached("row written", Optional.empty(), 3));
        assertThat(run.lines()).isEmpty();
        run.happened(new Happening.StepReached("aborting", Optional.empty(), 3));
        assertThat(run.lines()).containsExactly("0 a strikes: client 3 at step aborting");
        assertThat(run.unmet()).contains("b begin 1: 0 of 1 times at any step");
    }

    @Test
    void bytesAreCountedFromWhenTheyAreWaitedFor() {
        VirtualRun run = new VirtualRun("k=kill:n1@at=1s+bytes=100:n1-n2");
        run.passes("n1", "n2", 1_000).untilMillis(1_000).passes("n2", "n1", 500).passes("n1", "n2", 99);
        assertThat(run.lines()).isEmpty();
        assertThat(run.passes("n1", "n2", 1).lines())
                .containsExactly("1000 k strikes: at 1s, then 100 bytes had passed n1→n2");
        VirtualRun few = new VirtualRun("k=kill:n1@bytes=100:n1-n2").passes("n1", "n2", 42);
        assertThat(few.unmet()).containsExactly("k begin 1: 42 of 100 bytes n1→n2");
    }

    @Test
    void linesOfLogs() {
        VirtualRun run = new VirtualRun("k=kill:n1@log=\"LEADING, or: .* took\":node=n2:times=2");
        run.happened(new Happening.LineLogged("n1", "LEADING, or: it took 3 ms"));
        run.happened(new Happening.LineLogged("n2", "12:00 LEADING, or: it took 3 ms"));
        assertThat(run.unmet()).containsExactly("k begin 1: 1 of 2 lines with \"LEADING, or: .* took\"");
        VirtualRun met = new VirtualRun("k=kill:n1@log=LEADING");
        assertThat(met.happened(new Happening.LineLogged("n2", "  INFO LEADING "))
                        .lines())
                .containsExactly("0 k strikes: n2 logged \"INFO LEADING\"");
    }

    @Test
    void primariesComeAndGo() {
        VirtualRun run = new VirtualRun("a=kill@primary=n2,b=kill@primary=another:times=2,c=kill@primary=none,"
                + "d=kill@deposed=any,e=kill@deposed=n2,f=kill@primary=n1");
        run.primaries("n1").untilMillis(100).primaries().untilMillis(200).primaries("n2");
        assertThat(run.lines())
                .containsExactly(
                        "0 f strikes: primary was n1",
                        "100 c strikes: nobody was primary",
                        "100 d strikes: n1 was primary no more",
                        "200 a strikes: primary was n2");
        assertThat(run.untilMillis(300).primaries("n3").lines())
                .contains("300 b strikes: primary was n3", "300 e strikes: n2 was primary no more");
        VirtualRun one = new VirtualRun("k=kill@primary=another:times=2");
        assertThat(one.primaries("n1").primaries("n1").primaries("n3").unmet())
                .containsExactly("k begin 1: 1 of 2 elections");
    }

    /** Who looks from when a fault had struck alone does not see what came of it while it was being done. */
    @Test
    void anEndSeesThePrimaryThatWasElectedWhileTheFaultWasBeingDone() {
        VirtualRun run = new VirtualRun(
                VirtualRun.schedule("a=kill:primary@at=1s..primary=another,b=kill:primary@at=1s..deposed=any"),
                Duration.ofMillis(500));
        run.primaries("n1").untilMillis(1_200).primaries("n2").untilMillis(3_000);
        assertThat(run.lines())
                .containsExactly(
                        "1000 a strikes: at 1s",
                        "1000 b strikes: at 1s",
                        "1500 a heals: primary was n2",
                        "1500 b heals: n1 was primary no more");
    }

    @Test
    void faultsWaitForEachOtherAndSpeakOfEachOthersVictims() {
        VirtualRun run = new VirtualRun(
                VirtualRun.schedule("a=kill:follower@at=1s..began=b,b=kill:primary@primary=victim=a..ended=a+for=2s"),
                Duration.ofMillis(100));
        run.striking("a", "n3")
                .primaries("n1")
                .untilMillis(2_000)
                .primaries("n3")
                .untilMillis(6_000);
        assertThat(run.lines())
                .containsExactly(
                        "1000 a strikes: at 1s",
                        "2000 b strikes: primary was n3",
                        "2100 a heals: b had begun",
                        "4200 b heals: a had ended, then for 2s");
    }

    @Test
    void anyOfSeveralWillDoAndSaysWhich() {
        VirtualRun first = new VirtualRun("k=kill@after=10:add/at=3s..for=1s");
        assertThat(first.operations(2, "add").untilMillis(5_000).lines())
                .containsExactly("3000 k strikes: at 3s", "4000 k heals: for 1s");
        VirtualRun second = new VirtualRun("k=kill@after=2:add/at=3s");
        assertThat(second.operations(2, "add").lines()).containsExactly("0 k strikes: after 2 :add (event 3)");
        VirtualRun armed = new VirtualRun("k=kill@after=2:add+after=9:add/for=1s");
        assertThat(armed.operations(2, "add").untilMillis(5_000).lines())
                .containsExactly("1000 k strikes: after 2 :add (event 3), then for 1s");
    }

    @Test
    void anEndWithoutConditionsIsThatOfTheMainPhase() {
        Schedule lasting = new Schedule(List.of(new PlannedFault(
                "k", io.ordeal.fault.FaultSpec.parse("kill"), ConditionText.parseAll("at=1s"), List.of())));
        VirtualRun run = new VirtualRun(lasting, Duration.ZERO).untilMillis(60_000);
        assertThat(run.lines()).containsExactly("1000 k strikes: at 1s");
        assertThat(run.unmet()).isEmpty();
    }

    @Test
    void whatWasNotMetIsToldByItsNumber() {
        VirtualRun run = new VirtualRun("k=kill@at=1s+after=5:add+primary=another:times=2..after=7");
        run.primaries("n1").untilMillis(1_000).operations(3, "add");
        assertThat(run.unmet()).containsExactly("k begin 2: 3 of 5 :add ok");
        VirtualRun later = new VirtualRun("k=kill@at=1s..after=7");
        assertThat(later.untilMillis(1_000).operations(2, "add").unmet()).containsExactly("k end 1: 2 of 7 ok");
    }
}
