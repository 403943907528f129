package io.ordeal.checker.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements without order, each as often as it was added; persistent, as {@link LongTree}. Elements are found by their
 * hash, and told apart by {@code equals}.
 */
final class Bag {
    static final Bag EMPTY = new Bag(LongTree.empty(), 0);

    /** By hash: the elements of that hash, each as often as it is there, equal ones together. */
    private final LongTree<Group> groups;

    private final int size;

    private Bag(LongTree<Group> groups, int size) {
        this.groups = groups;
        this.size = size;
    }

    /** Elements of one hash: nearly always but one. In which order they came makes no difference. */
    private record Group(List<Object> elements) {
        Group {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Group group
                    && elements.size() == group.elements.size()
                    && elements.stream()
                            .allMatch(one ->
                                    Collections.frequency(elements, one) == Collections.frequency(group.elements, one));
        }

        @Override
        public int hashCode() {
            return elements.size();
        }
    }

    int size() {
        return size;
    }

    boolean contains(Object element) {
        Group group = groups.get(element.hashCode());
        return group != null && group.elements().contains(element);
    }

    Bag with(Object element) {
        Group group = groups.get(element.hashCode());
        List<Object> more = new ArrayList<>(group == null ? List.of() : group.elements());
        more.add(element);
        return new Bag(groups.with(element.hashCode(), new Group(more)), size + 1);
    }

    /** With one fewer of an element that it contains. */
    Bag without(Object element) {
        Group group = groups.get(element.hashCode());
        List<Object> fewer = new ArrayList<>(group == null ? List.of() : group.elements());
        if (!fewer.remove(element)) {
            throw new IllegalArgumentException("there is no " + element);
        }
        return new Bag(
                fewer.isEmpty()
                        ? groups.without(element.hashCode())
                        : groups.with(element.hashCode(), new Group(fewer)),
                size - 1);
    }

    List<Object> elements() {
        List<Object> all = new ArrayList<>(size);
        groups.forEach(group -> all.addAll(group.elements()));
        return all;
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bag bag && size == bag.size && groups.equals(bag.groups);
    }

    @Override
    public String toString() {
        return elements().toString();
    }
}
