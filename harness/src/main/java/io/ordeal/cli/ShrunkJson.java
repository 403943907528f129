package io.ordeal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.shrink.LeftOut;
import io.ordeal.shrink.Shrunk;
import io.ordeal.shrink.Sizes;
import java.nio.file.Path;

/** What {@code ./ordeal shrink --json} prints: one object, in a line. */
final class ShrunkJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShrunkJson() {}

    /**
     * What came of it.
     *
     * @param file as it was given
     * @param checker its name
     * @param history where what is left stands
     * @param page its page
     * @param again the line that judges it
     */
    static String of(Path file, String checker, Shrunk shrunk, Path history, Path page, String again) {
        ObjectNode root = begin(file, checker, false);
        root.put("anomaly", shrunk.anomaly().type());
        root.put("explanation", shrunk.anomaly().explanation());
        LeftOut leftOut = shrunk.leftOut();
        Sizes whole = leftOut.whole();
        Sizes left = leftOut.left();
        sizes(root.putObject("before"), whole, leftOut.processes(), leftOut.nemesisEvents());
        sizes(root.putObject("after"), left, leftOut.processesLeft(), 0);
        sizes(
                root.putObject("leftOut"),
                new Sizes(
                        whole.operations() - left.operations(),
                        whole.steps() - left.steps(),
                        whole.elements() - left.elements()),
                leftOut.processes() - leftOut.processesLeft(),
                leftOut.nemesisEvents());
        root.put("finished", shrunk.finished());
        root.put("checks", shrunk.checks());
        root.put("to", history.toString());
        root.put("page", page.toString());
        root.put("again", again);
        return text(root);
    }

    /** Of a history that shows no anomaly. */
    static String ofValid(Path file, String checker) {
        return text(begin(file, checker, true));
    }

    private static ObjectNode begin(Path file, String checker, boolean valid) {
        return JSON.createObjectNode()
                .put("file", file.toString())
                .put("checker", checker)
                .put("valid", valid);
    }

    private static void sizes(ObjectNode into, Sizes sizes, int processes, int nemesisEvents) {
        into.put("operations", sizes.operations())
                .put("microOperations", sizes.steps())
                .put("elements", sizes.elements())
                .put("processes", processes)
                .put("nemesisEvents", nemesisEvents);
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
