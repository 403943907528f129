package io.ordeal.validate;

import io.ordeal.targets.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes what was found, each file whole or not at all, in the place of what was found of the target before. */
public final class ValidationOutputs {
    private ValidationOutputs() {}

    /**
     * Writes {@code index.html}, {@code summary.md}, {@code validate.json}, {@code expectations.java.txt} and {@code
     * expectations.yaml}.
     *
     * @param folder in which; made if it is not there
     */
    public static void write(Findings findings, Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder page = new StringBuilder();
        ValidationPage.write(findings, folder, page);
        List<Expectation> expectations = Deduction.of(findings);
        write(folder.resolve("index.html"), page.toString());
        write(folder.resolve("summary.md"), ValidationMarkdown.of(findings));
        write(folder.resolve("validate.json"), ValidationJson.write(findings) + "\n");
        write(folder.resolve("expectations.java.txt"), Deduction.java(expectations));
        write(folder.resolve("expectations.yaml"), Deduction.yaml(expectations));
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
