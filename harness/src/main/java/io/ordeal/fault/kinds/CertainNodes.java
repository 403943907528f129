package io.ordeal.fault.kinds;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes that have what a fault is done to.
 *
 * @param those by name
 * @param are what makes a node one of them: {@code keeps data}
 * @param areNot what is said of one that is none: {@code keeps nothing on disk}
 * @param noneAre what is said of a system that has none
 */
record CertainNodes(Set<String> those, String are, String areNot, String noneAre) {
    static CertainNodes thatKeepData(Terrain terrain) {
        return new CertainNodes(
                terrain.keepers(),
                "keeps data",
                "keeps nothing on disk",
                "needs nodes that keep data, and those of this system keep nothing on disk");
    }

    static CertainNodes ofSeveralProcesses(Terrain terrain) {
        return new CertainNodes(
                terrain.crews(),
                "is several processes",
                "is one process, or not known to be more",
                "needs servers that are several processes each, and those of this system are one process, or not known to"
                        + " be more");
    }

    /** Why a fault whose whom is singled out finds nothing there; empty if it finds something. */
    Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        List<String> nodes =
                terrain.topology().nodesOn(terrain.topology().hosts().keySet());
        Optional<String> other = spec.whom().filter(word -> Whom.of(word).isEmpty()).stream()
                .flatMap(word -> List.of(word.split("[+]", -1)).stream())
                .filter(nodes::contains)
                .filter(node -> !those.contains(node))
                .findFirst();
        if (other.isPresent()) {
            return other.map(node ->
                    spec + " needs a node that " + are + ", and " + node + " " + areNot + "; those that are fit: "
                            + String.join(", ", those.stream().sorted().toList()));
        }
        boolean none = terrain.topology().nodesOn(Set.copyOf(terrain.topology().targets())).stream()
                .noneMatch(those::contains);
        return none ? Optional.of(spec + " " + noneAre + "; ask for kill") : Optional.empty();
    }
}
