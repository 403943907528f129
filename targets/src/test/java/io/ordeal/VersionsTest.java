package io.ordeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** All that is published has one version, and the bill of materials names all of it. */
class VersionsTest {
    private static final Path ROOT = Path.of("..");

    private static Element pom(String folder) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(folder).resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static String child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        throw new IllegalArgumentException(parent.getNodeName() + " has no " + name);
    }

    private static List<String> texts(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkers", "harness", "workloads", "targets"})
    void aModuleHasItsParentsVersion(String module) throws Exception {
        Element parent = (Element) pom(module).getElementsByTagName("parent").item(0);
        assertThat(child(parent, "version")).isEqualTo(child(pom("."), "version"));
    }

    @Test
    void theBillOfMaterialsHasThatVersionAndNamesEachModule() throws Exception {
        Element bill = pom("harness/bom");
        assertThat(child(bill, "version")).isEqualTo(child(pom("."), "version"));
        assertThat(texts((Element) bill.getElementsByTagName("dependencies").item(0), "artifactId"))
                .containsExactlyInAnyOrder(
                        child(pom("checkers"), "artifactId"),
                        child(pom("harness"), "artifactId"),
                        child(pom("workloads"), "artifactId"),
                        child(pom("targets"), "artifactId"));
    }
}
