package io.ordeal.fault;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.history.History;
import io.ordeal.mesh.Breakage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the faults of a run bit, told from its history: a fault that was never injected, a partition that held back no
 * byte, a kill between two operations have tested nothing.
 *
 * <p>A span was felt if the fault did what it is there for ({@link Evidence}) and operations of clients were under way
 * meanwhile; of a partition, on two sides at least, where there are clients on two. Where the proxy server does not count,
 * what clients saw must do: operations without an answer, failures and long waits that are more frequent than without
 * faults. A fault was felt if one of its spans was.
 *
 * <p>Histories of versions that wrote no {@code :evidence} are judged by what they counted, as far as it is of the fault's
 * own kind: bytes held, dropped, connections cut and reset, nodes and clients taken down. The rest, such as bytes that
 * passed a slow link, shows nothing, and is as if nobody had counted.
 */
public final class FaultEvidence {
    /** The nemesis' {@code :f} where not everything could be healed before the last operations; why is its error. */
    public static final String UNHEALED = "unhealed";

    private static final String CLOSES = new Breakage.SlowClose(Duration.ZERO).measure();

    private final Map<Span, Optional<String>> unfelt = new LinkedHashMap<>();
    private final Map<Span, Evidence> counted = new LinkedHashMap<>();
    private final Collection<String> faults;

    private final List<String> unhealed = new ArrayList<>();
    private Optional<String> unusedLinks = Optional.empty();

    private FaultEvidence(Collection<String> faults) {
        this.faults = List.copyOf(faults);
    }

    /**
     * Looks through a run's history.
     *
     * @param faults of the run, in the grammar of {@code --faults}
     * @param spans of the history
     * @param concurrency workers of the run
     */
    public static FaultEvidence of(History history, FaultSpans spans, Collection<String> faults, int concurrency) {
        FaultEvidence evidence = new FaultEvidence(faults);
        for (FaultSpans.Moment moment : spans.moments()) {
            if (moment.f().equals(UNHEALED)) {
                evidence.unhealed.add(
                        "not everything could be healed, and the last operations met a system that was broken still: "
                                + history.error(moment.position()));
            }
        }
        evidence.unusedLinks = UnusedLinks.sentence(history);
        ClientActivity activity = ClientActivity.of(history, spans, concurrency);
        ClientView view = new ClientView(history, spans);
        for (Span span : spans.spans()) {
            Optional<Evidence> told = PastEvidence.told(span);
            told.ifPresent(counted -> evidence.counted.put(span, counted));
            evidence.unfelt.put(span, whyUnfelt(span, told, activity, view));
        }
        return evidence;
    }

    private static Optional<String> whyUnfelt(
            Span span, Optional<Evidence> told, ClientActivity activity, ClientView view) {
        if (span.failed()) {
            return Optional.of("its injection failed");
        }
        if (span.to() < 0) {
            return Optional.of("it was not healed, so that what it did is not known");
        }
        if (told.isEmpty()) {
            return Optional.of("its heal told nothing of what it did");
        }
        if (told.get().amount().isEmpty()) {
            return view.saw(span)
                    ? Optional.empty()
                    : Optional.of(told.get().measure() + " was not counted, and clients saw nothing that they did not"
                            + " see without faults");
        }
        if (told.get().amount().getAsLong() <= 0) {
            return Optional.of(told.get().toString());
        }
        return whoWasAway(span, activity);
    }

    /** Nobody who could have met it; empty if somebody did. */
    private static Optional<String> whoWasAway(Span span, ClientActivity activity) {
        if (!activity.isAny(span)) {
            return Optional.of("nobody met it: no operation of a client was open or begun meanwhile");
        }
        if (field(span.stopped(), "served") instanceof Collection<?> served
                && served.stream().noneMatch(client -> activity.hasSucceeded(span, String.valueOf(client)))) {
            return Optional.of("no operation of a client that was served there was ok meanwhile");
        }
        List<Set<String>> sides = PartitionSides.members(span);
        long sidesWithClients = sides.stream().filter(FaultEvidence::hasClients).count();
        long atWork = activity.groupsAtWork(span, sides);
        return atWork >= Math.min(2, sidesWithClients)
                ? Optional.empty()
                : Optional.of("clients were at work on " + (atWork == 0 ? "none" : "one")
                        + " of its sides alone while it was in force");
    }

    private static boolean hasClients(Set<String> side) {
        return side.stream().anyMatch(PartitionSides::isClient);
    }

    /** Whether a span was felt. */
    public boolean isFelt(Span span) {
        return unfelt.getOrDefault(span, Optional.of("")).isEmpty();
    }

    /**
     * What is to be told of a span, for the measurements: {@code felt}, {@code evidence} as {@code bytes-held 4711}, and
     * {@code unfelt}, why it was not.
     */
    public Map<String, Object> told(Span span) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("felt", isFelt(span));
        Optional.ofNullable(counted.get(span)).ifPresent(evidence -> told.put("evidence", evidence.toString()));
        unfelt.getOrDefault(span, Optional.empty()).ifPresent(why -> told.put("unfelt", why));
        return told;
    }

    /** What is missing, as a sentence; empty if every fault bit at least once, where it was to, and all was healed. */
    public Optional<String> missing() {
        if (!unhealed.isEmpty()) {
            return Optional.of(unhealed.get(0));
        }
        if (unusedLinks.isPresent() && faults.stream().anyMatch(FaultEvidence::strikesByLinks)) {
            return unusedLinks;
        }
        for (String fault : faults) {
            List<Span> spans = spansOf(fault);
            if (spans.stream().allMatch(Span::failed)) {
                return Optional.of("the fault " + fault
                        + " was never injected: --time gives it more time, a shorter --fault-interval more chances");
            }
            if (spans.stream().noneMatch(this::isFelt)) {
                return Optional.of("the fault " + fault + " was injected, but nothing shows that it was felt: "
                        + sentence(fault, spans) + "; " + remedy(spans));
            }
        }
        return Optional.empty();
    }

    /** Whether it is done to links, or to clients, whose links are held meanwhile. */
    private static boolean strikesByLinks(String fault) {
        FaultFamily family = FaultKinds.named(FaultSpec.parse(fault).kind()).family();
        return family == FaultFamily.LINKS || family == FaultFamily.CLIENTS;
    }

    /** That something could not be healed, or was not done to all clients, and a sentence for each fault of which only some spans were felt. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(unhealed);
        unusedLinks.ifPresent(notes::add);
        for (String fault : new java.util.LinkedHashSet<>(faults)) {
            List<Span> spans = spansOf(fault);
            if (spans.stream().anyMatch(this::isFelt) && !spans.stream().allMatch(this::isFelt)) {
                notes.add(sentence(fault, spans));
            }
        }
        return notes;
    }

    private String sentence(String fault, List<Span> spans) {
        long felt = spans.stream().filter(this::isFelt).count();
        Set<String> reasons = spans.stream()
                .map(span -> unfelt.getOrDefault(span, Optional.empty()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return felt + " of " + spans.size() + (spans.size() == 1 ? " span" : " spans") + " of " + fault
                + (felt == 1 || spans.size() == 1 ? " was" : " were") + " felt (" + String.join("; ", reasons) + ")";
    }

    private String remedy(List<Span> spans) {
        boolean needsEnds = spans.stream()
                .map(counted::get)
                .allMatch(evidence -> evidence != null && evidence.measure().equals(CLOSES));
        return needsEnds
                ? "it delays the ends of connections, and clients kept theirs: ask for kill or restart beside it"
                : "--rate or --time gives it more to bite on";
    }

    private List<Span> spansOf(String fault) {
        return unfelt.keySet().stream()
                .filter(span -> span.fault().equals(fault))
                .toList();
    }
}
