package io.ordeal.campaign.told;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes what a night tells, each file whole or not at all, in the place of the night before. */
public final class NightOutputs {
    private NightOutputs() {}

    private interface Rendering {
        void to(Writer out);
    }

    /**
     * Writes {@code junit.xml}, {@code summary.md}, {@code index.html} and {@code metrics.txt}.
     *
     * @param folder in which; made if it is not there
     */
    public static void write(NightSummary summary, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("junit.xml"), out -> JUnitXml.write(summary, out));
        write(folder.resolve("summary.md"), out -> put(out, SummaryMarkdown.of(summary)));
        write(folder.resolve("index.html"), out -> page(summary, RunLinks.seenFrom(folder), out));
        write(folder.resolve("metrics.txt"), out -> put(out, OpenMetricsText.of(summary)));
    }

    /**
     * The page alone, for who reads it elsewhere.
     *
     * @throws UncheckedIOException {@code out} could not be written
     */
    public static void page(NightSummary summary, RunLinks links, Appendable out) {
        NightPage.write(summary, links, out);
    }

    private static void put(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, Rendering rendering) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            rendering.to(out);
        } catch (UncheckedIOException | IOException failed) {
            // of what is not whole nothing is left
            Files.deleteIfExists(part);
            throw failed instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) failed;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
