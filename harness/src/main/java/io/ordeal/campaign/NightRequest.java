package io.ordeal.campaign;

import io.ordeal.campaign.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a night is asked for.
 *
 * @param plan what is to be tried, all of it
 * @param file the night's file, as it was; empty for the default
 * @param results where runs land, absolute
 * @param memory the database's file, absolute
 * @param shard of the plan, from 1
 * @param shards how many there are
 * @param seed of its draws; empty: the night's number
 * @param resume whether the last night, which did not come to its end, is taken up
 * @param workerCommand of a JVM that makes trials, and ends when this process does
 * @param revision the commit that is tried
 */
public record NightRequest(
        Plan plan,
        String file,
        Path results,
        Path memory,
        int shard,
        int shards,
        OptionalLong seed,
        boolean resume,
        List<String> workerCommand,
        String revision) {
    public NightRequest {
        workerCommand = List.copyOf(workerCommand);
    }

    String shardText() {
        return shard + "/" + shards;
    }
}
