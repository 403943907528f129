package io.ordeal.campaign.allot;

import static java.util.Objects.requireNonNull;

import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.plan.Cell;
import io.ordeal.campaign.plan.FaultChoice;
import io.ordeal.campaign.plan.NightSettings;
import io.ordeal.campaign.plan.Plan;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.targets.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A world in which nights are made: 200 cells of 40 targets, 40 of them such as must break, on four machines of different
 * speed. Each night is of another commit, which changes two targets, and now and then the harness. One cell has a bug from
 * some night on, which shows in one trial of a hundred that last a minute.
 */
final class SimulatedNights {
    static final int CELLS = 200;
    static final int CELLS_OF_A_TARGET = 5;
    static final long BUG_SINCE = 12;
    static final String BUGGY = cell(22, 0);
    private static final double BUG_PER_MINUTE = 0.01;
    private static final Duration BUDGET = Duration.ofHours(2);
    private static final Need OF_A_TRIAL = new Need(1, 300L << 20);

    /** A machine: how many processors, and what a trial costs beside its main phase. */
    private record Machine(int processors, double besideSeconds) {}

    private static final List<Machine> MACHINES =
            List.of(new Machine(8, 2.5), new Machine(4, 4), new Machine(2, 6), new Machine(2, 12));

    private final SplittableRandom random;
    private final Plan plan;
    private final Set<Long> deadNights;
    private final int deadShard;
    private final List<TrialFact> memory = new ArrayList<>();
    private final Map<String, String> codes = new HashMap<>();
    private String harness = "h1";

    /**
     * A world.
     *
     * @param seed of all that happens in it
     * @param deadShard the machine, from 1, that is lost in the midst of some nights, with its memory
     * @param deadNights these
     */
    SimulatedNights(long seed, int deadShard, Set<Long> deadNights) {
        this.random = new SplittableRandom(seed);
        this.deadShard = deadShard;
        this.deadNights = deadNights;
        List<PlannedCell> cells = new ArrayList<>();
        for (int target = 0; target < CELLS / CELLS_OF_A_TARGET; target++) {
            for (int i = 0; i < CELLS_OF_A_TARGET; i++) {
                boolean breaks = i == CELLS_OF_A_TARGET - 1;
                Expectation expected = breaks
                        ? Expectation.breaks("w" + i, Set.of(), "lost", Duration.ofSeconds(60), "simulated")
                        : Expectation.holds("w" + i, Set.of(), "simulated");
                cells.add(new PlannedCell(
                        new Cell("t" + target, "w" + i, FaultChoice.NONE, Map.of()),
                        1,
                        Optional.of(expected),
                        false,
                        breaks && target < 2 ? Optional.of("checker") : Optional.empty(),
                        1));
            }
            codes.put("t" + target, "c0");
        }
        plan = new Plan(cells, List.of(), List.of(), NightSettings.DEFAULT);
    }

    static String cell(int target, int i) {
        return "t" + target + "/w" + i + "/none";
    }

    List<TrialFact> memory() {
        return memory;
    }

    /** Makes the next night. */
    void night(long night) {
        for (int i = 0; i < 2; i++) {
            codes.put("t" + random.nextInt(CELLS / CELLS_OF_A_TARGET), "c" + night);
        }
        if (night == BUG_SINCE) {
            codes.put(BUGGY.substring(0, BUGGY.indexOf('/')), "c" + night);
        }
        if (night % 9 == 0) {
            harness = "h" + night;
        }
        List<TrialFact> tonight = new ArrayList<>();
        for (int shard = 1; shard <= MACHINES.size(); shard++) {
            List<TrialFact> found = shard(night, shard);
            if (shard != deadShard || !deadNights.contains(night)) {
                tonight.addAll(found);
            }
        }
        memory.addAll(tonight);
    }

    private record Running(double ends, Choice choice) {}

    private List<TrialFact> shard(long night, int shard) {
        Machine machine = MACHINES.get(shard - 1);
        List<PlannedCell> mine = plan.shard(shard, MACHINES.size(), night).cells();
        Map<String, String> codeOf = new HashMap<>();
        Map<String, Optional<Duration>> within = new HashMap<>();
        List<Task> tasks = new ArrayList<>();
        for (PlannedCell cell : mine) {
            codeOf.put(cell.name(), codes.get(cell.cell().target()));
            within.put(cell.name(), cell.breaks().map(Expectation.Outcome.Breaks::within));
            tasks.add(new Task(
                    cell.name(), 1, within.get(cell.name()), cell.canary().isPresent(), OF_A_TRIAL));
        }
        Allotment allotment = new Allotment(
                tasks, CellPast.of(memory, codeOf, harness), List.of(), night, night * 31 + shard, BUDGET, true);
        Tonight tonight = new Tonight();
        PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingDouble(Running::ends));
        List<TrialFact> facts = new ArrayList<>();
        double now = 0;
        while (true) {
            Optional<Choice> next = allotment.next(
                    Duration.ofMillis((long) (now * 1000)),
                    tonight,
                    new Need(machine.processors() - OF_A_TRIAL.processors() * running.size(), 64L << 30),
                    running.isEmpty());
            if (next.isPresent()) {
                tonight.begin(next.get());
                double whole = next.get().time().toMillis() / 1e3 + machine.besideSeconds();
                running.add(new Running(now + whole, next.get()));
            } else if (running.isEmpty()) {
                return facts;
            } else {
                Running ended = running.poll();
                now = ended.ends();
                TrialFact fact = fact(night, ended.choice(), machine, codeOf, within);
                facts.add(fact);
                tonight.end(ended.choice(), Optional.of(fact));
                if (fact.judgement() == Judgement.SURPRISE
                        && ended.choice().again().isEmpty()) {
                    tonight.repeat(ended.choice(), "trial", 10, 0);
                }
            }
        }
    }

    private TrialFact fact(
            long night,
            Choice choice,
            Machine machine,
            Map<String, String> codeOf,
            Map<String, Optional<Duration>> within) {
        double minutes = choice.time().toMillis() / 6e4;
        Optional<Duration> mustBreak = requireNonNull(within.get(choice.cell()));
        boolean broken = mustBreak.isPresent()
                ? random.nextDouble() < 1 - Math.exp(-12 * minutes)
                : choice.cell().equals(BUGGY)
                        && night >= BUG_SINCE
                        && random.nextDouble() < 1 - Math.pow(1 - BUG_PER_MINUTE, minutes);
        boolean unknown = !broken && random.nextInt(100) == 0;
        Judgement judgement = unknown
                ? Judgement.OPEN
                : mustBreak.isEmpty()
                        ? broken ? Judgement.SURPRISE : Judgement.EXPECTED
                        : broken
                                ? Judgement.EXPECTED
                                : choice.time().compareTo(mustBreak.get()) < 0 ? Judgement.OPEN : Judgement.SURPRISE;
        long main = choice.time().toMillis();
        return new TrialFact(
                choice.cell(),
                night,
                "r" + night,
                requireNonNull(codeOf.get(choice.cell())),
                harness,
                unknown ? "unknown" : broken ? "invalid" : "valid",
                judgement,
                main,
                main + (long) (machine.besideSeconds() * 1000),
                broken ? OptionalLong.of(main / 2) : OptionalLong.empty(),
                main / 2,
                OF_A_TRIAL.bytes());
    }
}
