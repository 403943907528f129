package io.ordeal.targets.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a Java server reads is what was meant. */
class JavaPropertiesTest {
    @Test
    void aPathOfAnyLettersIsReadAsItIs() throws IOException {
        for (String path : List.of("/tmp/wörk 世/n1", "/a\\b", "/with=and:and#", "/😀", "/plain")) {
            Properties read = new Properties();
            read.load(new ByteArrayInputStream(
                    ("dataDir=" + JavaProperties.value(path) + "\n").getBytes(StandardCharsets.UTF_8)));
            assertThat(read).containsEntry("dataDir", path);
        }
    }
}
