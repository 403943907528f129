package io.ordeal.cluster;

import io.ordeal.namespace.Subnet;
import io.ordeal.tool.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interfaces of clusters in network namespaces whose harness is dead, and its {@link Watchdog} with it, while a server of
 * theirs lives on.
 *
 * @param removed the interfaces' names
 * @param failed those that could not be removed, with what the system says
 * @param living how many were left alone, as their harness lives
 */
public record NetworkLeftovers(List<String> removed, List<String> failed, int living) {
    private static final Pattern LINK =
            Pattern.compile("^\\d+: (" + Subnet.DEVICE + "\\d+)[@:].*\\salias (ordeal-[-\\d]+)", Pattern.MULTILINE);

    public NetworkLeftovers {
        removed = List.copyOf(removed);
        failed = List.copyOf(failed);
    }

    /** Removes what dead harnesses have left; nothing where there is no {@code ip}, as none was made without it. */
    public static NetworkLeftovers sweep() throws IOException, InterruptedException {
        List<String> removed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        int living = 0;
        if (Command.find("ip").isPresent()) {
            Command shown = Command.run("ip", "-oneline", "link", "show");
            shown.require();
            Matcher links = LINK.matcher(shown.output());
            while (links.find()) {
                Optional<Ownership> owner = Ownership.read(links.group(2));
                if (owner.isEmpty()) {
                    continue;
                }
                if (!owner.get().isDead()) {
                    living++;
                    continue;
                }
                Command removing = Command.run("ip", "link", "delete", links.group(1));
                // its last server may have ended just now, and have taken it along
                if (removing.succeeded() || removing.output().contains("Cannot find device")) {
                    removed.add(links.group(1));
                } else {
                    failed.add(links.group(1) + ": " + removing.output());
                }
            }
        }
        return new NetworkLeftovers(removed, failed, living);
    }
}
