package io.ordeal.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A target's clients by the interface that they implement. */
public final class ClientFactories {
    private final Map<Class<?>, ClientFactory<?>> factories;

    private ClientFactories(Map<Class<?>, ClientFactory<?>> factories) {
        this.factories = factories;
    }

    public static <C extends AutoCloseable> ClientFactories of(Class<C> type, ClientFactory<? extends C> factory) {
        return new ClientFactories(Map.of()).and(type, factory);
    }

    public <C extends AutoCloseable> ClientFactories and(Class<C> type, ClientFactory<? extends C> factory) {
        Map<Class<?>, ClientFactory<?>> more = new LinkedHashMap<>(factories);
        more.put(type, factory);
        return new ClientFactories(more);
    }

    public Set<Class<?>> types() {
        return Set.copyOf(factories.keySet());
    }

    /** The factory of clients of a type; empty if the target cannot serve such a workload. */
    @SuppressWarnings("unchecked") // `of` and `and` put only factories of the key's type
    public <C extends AutoCloseable> Optional<ClientFactory<? extends C>> find(Class<C> type) {
        return Optional.ofNullable((ClientFactory<? extends C>) factories.get(type));
    }
}
