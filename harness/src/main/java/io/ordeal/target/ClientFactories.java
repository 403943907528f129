package io.ordeal.target;

import io.ordeal.client.process.ClientCommand;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A target's clients by the interface that the workload asks for: objects that implement it, or processes. */
public final class ClientFactories {
    private final Map<Class<?>, ClientFactory<?>> factories;
    private final Map<Class<?>, ClientCommand> commands;

    private ClientFactories(Map<Class<?>, ClientFactory<?>> factories, Map<Class<?>, ClientCommand> commands) {
        this.factories = factories;
        this.commands = commands;
    }

    public static <C extends AutoCloseable> ClientFactories of(Class<C> type, ClientFactory<? extends C> factory) {
        return new ClientFactories(Map.of(), Map.of()).and(type, factory);
    }

    /** Clients that are processes of their own; they take the operations of the workload whose clients are of a type. */
    public static ClientFactories of(Class<? extends AutoCloseable> type, ClientCommand command) {
        return new ClientFactories(Map.of(), Map.of()).and(type, command);
    }

    public <C extends AutoCloseable> ClientFactories and(Class<C> type, ClientFactory<? extends C> factory) {
        Map<Class<?>, ClientFactory<?>> more = new LinkedHashMap<>(factories);
        more.put(type, factory);
        return new ClientFactories(more, commands);
    }

    /** As {@link #of(Class, ClientCommand)}. */
    public ClientFactories and(Class<? extends AutoCloseable> type, ClientCommand command) {
        Map<Class<?>, ClientCommand> more = new LinkedHashMap<>(commands);
        more.put(type, command);
        return new ClientFactories(factories, more);
    }

    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>(factories.keySet());
        types.addAll(commands.keySet());
        return types;
    }

    /** How client processes for a type are started; empty if the target has none for it. */
    public Optional<ClientCommand> findCommand(Class<? extends AutoCloseable> type) {
        return Optional.ofNullable(commands.get(type));
    }

    /** The factory of clients of a type that live inside this JVM; empty if the target has none. */
    @SuppressWarnings("unchecked") // `of` and `and` put only factories of the key's type
    public <C extends AutoCloseable> Optional<ClientFactory<? extends C>> find(Class<C> type) {
        return Optional.ofNullable((ClientFactory<? extends C>) factories.get(type));
    }
}
