package io.ordeal.targets.gluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The script by which a program gets a root directory of its own. */
final class RootScript {
    /** Its name, and that of a file that it takes for {@code /etc/hosts} in what is bound to {@link #SETTINGS}. */
    static final String NAME = "root.sh";

    static final String HOSTS = "hosts";
    static final String SETTINGS = "/etc/glusterfs";

    private RootScript() {}

    /**
     * A folder that is found at a place of the new root.
     *
     * @param folder is made if it is not there
     */
    record Bound(String folder, String place) {}

    static String text() throws IOException {
        try (InputStream in = RootScript.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IOException("the class path has no " + NAME + " beside " + RootScript.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The command that becomes a program in it.
     *
     * @param script where {@link #text} was written
     * @param tree of what the programs are
     * @param root an empty folder
     */
    static List<String> becoming(String script, String tree, String root, List<Bound> bound, List<String> program) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "/bin/sh", script, tree, root));
        for (Bound each : bound) {
            command.add(each.folder());
            command.add(each.place());
        }
        command.add("--");
        command.addAll(program);
        return command;
    }
}
