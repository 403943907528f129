package io.ordeal.checker.models;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map from longs, persistent: a change makes a new map that shares all but O(log n) nodes with the old one.
 *
 * <p>A treap whose priorities are drawn from the keys alone, so that equal maps have one shape. Two that came of one by a
 * few changes are therefore compared by what differs: where they share a node, they are equal below it.
 *
 * <p>Reference: Seidel &amp; Aragon, "Randomized search trees", 1996.
 */
final class LongTree<V> {
    private final @Nullable Node<V> root;

    private LongTree(@Nullable Node<V> root) {
        this.root = root;
    }

    static <V> LongTree<V> empty() {
        return new LongTree<>(null);
    }

    /** An inner class in all but name: trees are made of them alone. */
    private static final class Node<V> {
        final long key;
        final V value;
        final @Nullable Node<V> left;
        final @Nullable Node<V> right;
        final int hash;

        Node(long key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            long own = scrambled(key + 31L * value.hashCode());
            hash = (int) (own ^ own >>> 32) + (left == null ? 0 : left.hash) + (right == null ? 0 : right.hash);
        }

        Node<V> with(@Nullable Node<V> newLeft, @Nullable Node<V> newRight) {
            return newLeft == left && newRight == right ? this : new Node<>(key, value, newLeft, newRight);
        }

        /** Whether this is to be above another. No two keys are scrambled to the same. */
        boolean isAbove(Node<V> other) {
            return scrambled(key) > scrambled(other.key);
        }
    }

    private static long scrambled(long key) {
        long product = key * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 29;
    }

    boolean isEmpty() {
        return root == null;
    }

    @Nullable
    V get(long key) {
        Node<V> at = root;
        while (at != null && at.key != key) {
            at = key < at.key ? at.left : at.right;
        }
        return at == null ? null : at.value;
    }

    /** @throws IllegalStateException if there is none */
    long smallest() {
        Node<V> at = present();
        while (at.left != null) {
            at = at.left;
        }
        return at.key;
    }

    /** @throws IllegalStateException if there is none */
    long largest() {
        Node<V> at = present();
        while (at.right != null) {
            at = at.right;
        }
        return at.key;
    }

    private Node<V> present() {
        if (root == null) {
            throw new IllegalStateException("the map is empty");
        }
        return root;
    }

    LongTree<V> with(long key, V value) {
        return new LongTree<>(put(root, key, value));
    }

    LongTree<V> without(long key) {
        return new LongTree<>(remove(root, key));
    }

    /** Values in the order of their keys. */
    void forEach(Consumer<V> action) {
        walk(root, action);
    }

    private static <V> void walk(@Nullable Node<V> at, Consumer<V> action) {
        if (at != null) {
            walk(at.left, action);
            action.accept(at.value);
            walk(at.right, action);
        }
    }

    private static <V> Node<V> put(@Nullable Node<V> at, long key, V value) {
        if (at == null) {
            return new Node<>(key, value, null, null);
        }
        if (key == at.key) {
            return value.equals(at.value) ? at : new Node<>(key, value, at.left, at.right);
        }
        if (key < at.key) {
            Node<V> left = put(at.left, key, value);
            return left.isAbove(at) ? left.with(left.left, at.with(left.right, at.right)) : at.with(left, at.right);
        }
        Node<V> right = put(at.right, key, value);
        return right.isAbove(at) ? right.with(at.with(at.left, right.left), right.right) : at.with(at.left, right);
    }

    private static <V> @Nullable Node<V> remove(@Nullable Node<V> at, long key) {
        if (at == null) {
            return null;
        }
        if (key == at.key) {
            return merged(at.left, at.right);
        }
        return key < at.key ? at.with(remove(at.left, key), at.right) : at.with(at.left, remove(at.right, key));
    }

    private static <V> @Nullable Node<V> merged(@Nullable Node<V> left, @Nullable Node<V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.isAbove(right)
                ? left.with(left.left, merged(left.right, right))
                : right.with(merged(left, right.left), right.right);
    }

    @Override
    public int hashCode() {
        return root == null ? 0 : root.hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LongTree<?> tree && same(root, tree.root);
    }

    @SuppressWarnings("ReferenceEquality") // the point of it: what is shared need not be compared
    private static boolean same(@Nullable Node<?> a, @Nullable Node<?> b) {
        if (a == b) {
            return true;
        }
        return a != null
                && b != null
                && a.hash == b.hash
                && a.key == b.key
                && a.value.equals(b.value)
                && same(a.left, b.left)
                && same(a.right, b.right);
    }
}
