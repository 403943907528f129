package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.targets.file.Template.Scope;
import io.ordeal.text.CheckedYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of a file that may have placeholders.
 *
 * @param scope what they may speak of
 * @param folder in which paths that begin with {@code ./} or {@code ../} begin; empty where they are none of this machine's
 */
record Words(Scope scope, Optional<Path> folder) {
    /** The same for what runs in an image, whose paths are its own. */
    Words inImage() {
        return new Words(scope, Optional.empty());
    }

    /** Program and arguments; none if there is no such key. */
    List<Template> command(JsonNode command) {
        List<Template> words = new ArrayList<>();
        for (JsonNode word : command) {
            words.add(CheckedYaml.at(word, () -> Template.parse(path(word.asText()), scope)));
        }
        return words;
    }

    /** Variables or files, by name. */
    Map<String, Template> texts(JsonNode texts) {
        Map<String, Template> all = new LinkedHashMap<>();
        texts.properties()
                .forEach(entry -> all.put(
                        entry.getKey(),
                        CheckedYaml.at(
                                entry.getValue(),
                                () -> Template.parse(entry.getValue().asText(), scope))));
        return all;
    }

    private String path(String word) {
        if (folder.isEmpty()) {
            return word;
        }
        if (word.startsWith("./") || word.startsWith("../")) {
            return "{here}/" + (word.startsWith("./") ? word.substring(2) : word);
        }
        if (word.contains(".")
                && !word.contains("/")
                && Files.isRegularFile(folder.get().resolve(word))) {
            throw new IllegalArgumentException("command: " + word + " lies beside this file, but what is started finds"
                    + " itself in another folder: write ./" + word);
        }
        return word;
    }
}
