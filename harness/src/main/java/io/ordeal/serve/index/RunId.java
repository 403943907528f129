package io.ordeal.serve.index;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a run lies in the results' folder.
 *
 * @param target its folder, which has the target's name
 * @param workload its folder, which has the workload's name
 * @param name of the run's own folder, which begins with the time of its start
 */
public record RunId(String target, String workload, String name) {
    public List<String> segments() {
        return List.of(target, workload, name);
    }

    public Path in(Path results) {
        return results.resolve(target).resolve(workload).resolve(name);
    }

    @Override
    public String toString() {
        return target + "/" + workload + "/" + name;
    }
}
