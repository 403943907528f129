package io.ordeal.cluster;

/**
 * A node by its name, and what runs there.
 *
 * @param name letters and digits, e.g. {@code n1}
 */
public record NodeSpec(String name, ServerProgram program) {
    public NodeSpec {
        if (!name.matches("[a-z][a-z0-9]*")) {
            throw new IllegalArgumentException("a node's name is small letters and digits, such as n1, not: " + name);
        }
    }
}
