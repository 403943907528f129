package io.ordeal.serve;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.plan.NightFile;
import io.ordeal.campaign.told.HistoryText;
import io.ordeal.campaign.told.NightOutputs;
import io.ordeal.campaign.told.NightSummary;
import io.ordeal.campaign.told.RunLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the memory has, read anew when its file has changed: it is opened for each reading, and never kept open, so that a night
 * that writes does not wait. Thread-safe.
 */
final class Nights {
    private final Path memory;
    private final ResultsFiles files;

    private Stamp stamp = Stamp.NONE;
    private Known known = new Known(List.of(), "");
    private final Map<String, String> pages = new LinkedHashMap<>();

    /**
     * A state of the file.
     *
     * @param millis of its last change
     * @param bytes its size
     */
    private record Stamp(long millis, long bytes) {
        static final Stamp NONE = new Stamp(-1, -1);
    }

    /**
     * What all nights come to.
     *
     * @param nights the oldest first
     * @param history as {@code ./ordeal nightly --history} prints it
     */
    record Known(List<NightRow> nights, String history) {}

    Nights(Path memory, ResultsFiles files) {
        this.memory = memory;
        this.files = files;
    }

    Path memory() {
        return memory;
    }

    /**
     * All nights; empty without a memory.
     *
     * @throws io.ordeal.campaign.memory.MemoryException it can't be read
     */
    synchronized Optional<Known> known() throws IOException {
        if (!Files.isRegularFile(memory)) {
            return Optional.empty();
        }
        Stamp now = new Stamp(Files.getLastModifiedTime(memory).toMillis(), Files.size(memory));
        if (!now.equals(stamp)) {
            pages.clear();
            try (CampaignMemory open = CampaignMemory.openToRead(memory)) {
                known = new Known(open.nights(), HistoryText.of(open));
            }
            stamp = now;
        }
        return Optional.of(known);
    }

    /**
     * The page of a night, with all shards of its day, as it stands now; empty if there is none.
     *
     * @throws io.ordeal.campaign.memory.MemoryException it can't be read
     */
    synchronized Optional<String> page(String id) throws IOException {
        List<NightRow> all = known().map(Known::nights).orElse(List.of());
        Optional<NightRow> night =
                all.stream().filter(row -> row.id().equals(id)).findFirst();
        if (night.isEmpty()) {
            return Optional.empty();
        }
        String page = pages.get(id);
        if (page == null) {
            page = page(all, night.get());
            pages.put(id, page);
        }
        return Optional.of(page);
    }

    private String page(List<NightRow> all, NightRow night) {
        Map<String, String> shards = new LinkedHashMap<>();
        all.stream().filter(row -> row.number() == night.number()).forEach(row -> shards.put(row.shard(), row.id()));
        shards.put(night.shard(), night.id());
        RunLinks links = run -> files.madeAs(run).map(here -> Request.address("run", here.segments()));
        StringBuilder out = new StringBuilder();
        try (CampaignMemory open = CampaignMemory.openToRead(memory)) {
            NightOutputs.page(NightSummary.of(open, List.copyOf(shards.values()), unknownNights(night)), links, out);
        }
        return out.toString();
    }

    private static int unknownNights(NightRow night) {
        try {
            return NightFile.unknownNights(night.plan());
        } catch (IllegalArgumentException ofAnotherVersion) {
            return NightFile.unknownNights("");
        }
    }
}
