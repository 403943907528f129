package io.ordeal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The proxies of a server, by name. Thread-safe: reads never wait; what makes or removes proxies goes one by one. */
final class ProxyRegistry {

    /**
     * What a request says of a proxy.
     *
     * @param listen where it shall listen, not yet resolved
     */
    record Definition(String name, String listen, String upstream, boolean enabled) {}

    /**
     * What became of {@link #populate}: the proxies until the first that failed.
     *
     * @param failure why that one failed; empty when none did
     */
    record Populated(List<TcpProxy> proxies, Optional<ApiException> failure) {}

    private final ToxiproxyOptions options;
    private final ServerResources resources;
    private final ConcurrentNavigableMap<String, TcpProxy> proxies = new ConcurrentSkipListMap<>();

    ProxyRegistry(ToxiproxyOptions options, ServerResources resources) {
        this.options = options;
        this.resources = resources;
    }

    /** All proxies, by name. */
    List<TcpProxy> all() {
        return List.copyOf(proxies.values());
    }

    Optional<TcpProxy> find(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    /**
     * The proxy of that name.
     *
     * @throws ApiException 404, when there is none
     */
    TcpProxy get(String name) throws ApiException {
        return find(name).orElseThrow(ApiException::proxyNotFound);
    }

    /**
     * Makes a proxy, and starts it if it is enabled; if that fails there is none.
     *
     * @throws ApiException 409, when the name is taken; 500, when it cannot listen
     */
    synchronized TcpProxy create(Definition definition) throws ApiException {
        if (proxies.containsKey(definition.name())) {
            throw new ApiException(409, "proxy already exists");
        }
        return put(definition);
    }

    private TcpProxy put(Definition definition) throws ApiException {
        TcpProxy proxy =
                new TcpProxy(definition.name(), definition.listen(), definition.upstream(), options, resources);
        if (definition.enabled()) {
            proxy.start();
        }
        proxies.put(proxy.name(), proxy);
        return proxy;
    }

    /**
     * Changes a proxy.
     *
     * @throws ApiException 404, when there is none of that name; else what {@link TcpProxy#update} throws
     */
    TcpProxy update(String name, TcpProxy.Update update) throws ApiException {
        TcpProxy proxy = get(name);
        while (!proxy.update(update)) {
            // Deleted, or replaced, since it was looked up.
            proxy = get(name);
        }
        return proxy;
    }

    /** Makes all of these, in order; an equal one stays as it is, one with other addresses is replaced. */
    synchronized Populated populate(List<Definition> definitions) {
        List<TcpProxy> made = new ArrayList<>();
        for (Definition definition : definitions) {
            try {
                TcpProxy existing = proxies.get(definition.name());
                if (existing != null && !existing.differs(definition.listen(), definition.upstream())) {
                    made.add(existing);
                    continue;
                }
                if (existing != null) {
                    existing.giveWayTo(() -> put(definition));
                } else {
                    put(definition);
                }
                made.add(get(definition.name()));
            } catch (ApiException failure) {
                return new Populated(made, Optional.of(failure));
            }
        }
        return new Populated(made, Optional.empty());
    }

    /**
     * Removes a proxy and closes its connections.
     *
     * @throws ApiException 404, when there is none of that name
     */
    synchronized void delete(String name) throws ApiException {
        TcpProxy proxy = proxies.remove(name);
        if (proxy == null) {
            throw ApiException.proxyNotFound();
        }
        proxy.stopForGood();
    }

    /**
     * Enables every proxy and takes all toxics away. A proxy that cannot be enabled does not keep the others from it.
     *
     * @throws ApiException 500 of the first that could not be enabled, after all were tried
     */
    void reset() throws ApiException {
        ApiException first = null;
        for (TcpProxy proxy : all()) {
            try {
                proxy.start();
            } catch (ApiException failure) {
                first = first == null ? failure : first;
            }
            proxy.toxics().reset();
        }
        if (first != null) {
            throw first;
        }
    }

    /** Closes every socket of every proxy. */
    synchronized void close() {
        for (TcpProxy proxy : all()) {
            proxy.stopForGood();
            proxy.closeConnections();
        }
        proxies.clear();
    }
}
