package io.ordeal.targets;

import io.ordeal.client.process.ClientCommand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A target's clients by the interface that the workload asks for: objects that implement it, or processes. */
public final class ClientFactories {
    private final Map<Class<?>, ClientFactory<?>> factories;
    private final Map<Class<?>, ClientCommand> commands;
    private final Optional<Duration> lease;
    /** In order; empty = all of the types. */
    private final List<String> workloads;
    /** By workload: those of its own. */
    private final Map<String, ClientFactories> own;

    private ClientFactories(
            Map<Class<?>, ClientFactory<?>> factories,
            Map<Class<?>, ClientCommand> commands,
            Optional<Duration> lease,
            List<String> workloads,
            Map<String, ClientFactories> own) {
        this.own = own;
        this.factories = factories;
        this.commands = commands;
        this.lease = lease;
        this.workloads = workloads;
    }

    public static <C extends AutoCloseable> ClientFactories of(Class<C> type, ClientFactory<? extends C> factory) {
        return new ClientFactories(Map.of(), Map.of(), Optional.empty(), List.of(), Map.of()).and(type, factory);
    }

    /** Clients that are processes of their own; they take the operations of the workload whose clients are of a type. */
    public static ClientFactories of(Class<? extends AutoCloseable> type, ClientCommand command) {
        return new ClientFactories(Map.of(), Map.of(), Optional.empty(), List.of(), Map.of()).and(type, command);
    }

    public <C extends AutoCloseable> ClientFactories and(Class<C> type, ClientFactory<? extends C> factory) {
        Map<Class<?>, ClientFactory<?>> more = new LinkedHashMap<>(factories);
        more.put(type, factory);
        return new ClientFactories(more, commands, lease, workloads, own);
    }

    /** As {@link #of(Class, ClientCommand)}. */
    public ClientFactories and(Class<? extends AutoCloseable> type, ClientCommand command) {
        Map<Class<?>, ClientCommand> more = new LinkedHashMap<>(commands);
        more.put(type, command);
        return new ClientFactories(factories, more, lease, workloads, own);
    }

    /**
     * The same, of clients that hold something only as long as they are heard of: the lease of a lock, a session.
     *
     * @param length after so long without a word from a client the system has surely given what it held to whoever wants it;
     *     pauses of clients are drawn around it, and must outlast it to show anything
     */
    public ClientFactories withLease(Duration length) {
        return new ClientFactories(factories, commands, Optional.of(length), workloads, own);
    }

    /** As {@link #withLease} has it; empty if nothing ends by silence. */
    public Optional<Duration> lease() {
        return lease;
    }

    /**
     * The same, for some workloads alone: a client that is a process takes the operations that it was written for, and
     * workloads with others may ask for clients of the same type.
     *
     * @param names of workloads, in the order in which they are told
     */
    public ClientFactories servingOnly(List<String> names) {
        return new ClientFactories(factories, commands, lease, List.copyOf(names), own);
    }

    /**
     * The same, but a workload has clients of its own, whatever their type: what two workloads ask for by one type may be
     * served by two programs.
     *
     * @param those with their own lease, if what they hold ends by silence
     */
    public ClientFactories withOwn(String workload, ClientFactories those) {
        Map<String, ClientFactories> more = new LinkedHashMap<>(own);
        more.put(workload, those);
        return new ClientFactories(factories, commands, lease, workloads, more);
    }

    /** Those that a workload is run with: its own, if it has some. */
    public ClientFactories forWorkload(String workload) {
        return own.getOrDefault(workload, this);
    }

    /** Whether there are clients for a workload, by its name and the type of its clients. */
    public boolean serves(String workload, Class<?> type) {
        return forWorkload(workload).types().contains(type) && (workloads.isEmpty() || workloads.contains(workload));
    }

    /** As {@link #servingOnly} has them; none = all whose clients are of a type that there is. */
    public List<String> workloads() {
        return workloads;
    }

    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>(factories.keySet());
        types.addAll(commands.keySet());
        own.values().forEach(those -> types.addAll(those.types()));
        return types;
    }

    /** How client processes for a type are started, where no workload has clients of its own; empty if the target has none for it. */
    public Optional<ClientCommand> findCommand(Class<? extends AutoCloseable> type) {
        return Optional.ofNullable(commands.get(type));
    }

    /** The factory of clients of a type that live inside this JVM; empty if the target has none. */
    @SuppressWarnings("unchecked") // `of` and `and` put only factories of the key's type
    public <C extends AutoCloseable> Optional<ClientFactory<? extends C>> find(Class<C> type) {
        return Optional.ofNullable((ClientFactory<? extends C>) factories.get(type));
    }
}
