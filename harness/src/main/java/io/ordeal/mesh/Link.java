package io.ordeal.mesh;

/**
 * Who reaches whom: {@code from} opens the connections.
 *
 * @param from a node, or a worker's clients ({@code c3})
 * @param to a node
 */
public record Link(String from, String to) implements Comparable<Link> {
    @Override
    public int compareTo(Link other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
