package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Files in {@code expected/}, which {@code -Dgolden=refresh} writes anew, to be read in the diff. */
final class Golden {
    private static final Path EXPECTED = Path.of("src/test/resources/io/ordeal/report/expected");
    private static final Pattern STYLE = Pattern.compile("(?s)<style>.*?</style>");
    private static final Pattern CODE = Pattern.compile("(?s)<script>\n.*?</script>");
    private static final Pattern PACKED =
            Pattern.compile("<script type=\"text/plain\" id=\"(columns|values)\">(.*?)</script>");

    private Golden() {}

    static void check(String name, String actual) throws IOException {
        Path file = EXPECTED.resolve(name);
        if ("refresh".equals(System.getProperty("golden"))) {
            Files.createDirectories(EXPECTED);
            Files.writeString(file, actual);
        }
        assertThat(actual)
                .as("%s; if the change is wanted: -Dgolden=refresh, and read the diff", file)
                .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }

    /** A page without what is the same in all (style, script) and with its packed lines of values unpacked. */
    static String readable(String page) {
        String bare = STYLE.matcher(page).replaceAll("<style>(report.css)</style>");
        bare = CODE.matcher(bare).replaceAll("<script>(the script)</script>");
        Matcher packed = PACKED.matcher(bare);
        return packed.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).equals("columns")
                        ? "(columns: " + unpack(found.group(2)).length + " bytes)"
                        : "(values:\n" + new String(unpack(found.group(2)), StandardCharsets.UTF_8) + ")"));
    }

    static byte[] unpack(String base64) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
