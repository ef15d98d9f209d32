package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Response;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.telemetry.LogEntry;
import dev.headgate.plugin.telemetry.LogEntry.PluginRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the plugins of a request: which ones, in which order, in all phases. Immutable, so safe for use by many threads.
///
/// As in Kong (kong/runloop/plugins_iterator.lua, kong/init.lua), of each plugin at most one instance runs, the one with
/// the most specific scope; an instance is chosen when its turn comes, so that a consumer found by an authentication
/// plugin counts for all later ones. A plugin that answers ends the access phase, yet the response phase runs for all
/// that would have run.
public final class PluginChain {
    private final PluginScopes scopes;
    private final Set<String> credentialNames;

    /// A chain of Headgate's own plugins.
    public PluginChain(List<PluginInstance> plugins) {
        this(plugins, PluginRegistry.OWN);
    }

    /// @param registry the one that the configuration was read with; it has the plugins' priorities
    public PluginChain(List<PluginInstance> plugins, PluginRegistry registry) {
        this.scopes = new PluginScopes(plugins, registry);
        this.credentialNames = plugins.stream().map(PluginInstance::config)
                .filter(Plugin.class::isInstance).map(Plugin.class::cast)
                .flatMap(plugin -> plugin.credentialNames().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The names of header fields, query parameters and cookies in which any plugin looks for credentials, whatever it is
    /// scoped to: a key that is sent to the wrong path is still a key.
    public Set<String> credentialNames() {
        return credentialNames;
    }

    /// How the access phase ended.
    ///
    /// @param exchange as the last plugin left it
    /// @param answer the answer of the plugin that gave one; absent when the backend is to be called
    /// @param answeredBy the plugin that answered or failed
    /// @param chosen the instances whose response phase is to run, in the order of priorities
    /// @param failures bugs of plugins, for the operator's log; never shown to clients
    /// @param runs what each plugin took, in order
    public record Access(
            Exchange exchange,
            Optional<Response> answer,
            Optional<PluginInstance> answeredBy,
            List<PluginInstance> chosen,
            List<RuntimeException> failures,
            List<PluginRun> runs) {
        /// The same with another exchange.
        public Access with(Exchange changed) {
            return new Access(changed, answer, answeredBy, chosen, failures, runs);
        }
    }

    /// The instances that may run for a route, in the order of the access phase, for a consumer where one is given.
    public List<PluginInstance> chosen(Route route, Optional<Consumer> consumer) {
        return scopes.plugins(route).inAccess().stream().flatMap(slot -> slot.choose(consumer).stream()).toList();
    }

    /// Whether the access phase of a route has another order than that of priorities.
    public boolean isReordered(Route route) {
        return scopes.plugins(route).isReordered();
    }

    /// Plugins of a route of which each has to run before the next, and the last before the first, by their `ordering`;
    /// empty for none.
    public List<PluginInstance> cycle(Route route) {
        return scopes.plugins(route).cycle();
    }

    /// Runs the access phase.
    public Access access(Exchange exchange, Resources resources) {
        Exchange current = exchange;
        Optional<Response> answer = Optional.empty();
        Optional<PluginInstance> answeredBy = Optional.empty();
        IdentityHashMap<PluginScopes.Slot, PluginInstance> chosen = new IdentityHashMap<>();
        PluginScopes.RoutePlugins plugins = scopes.plugins(exchange.match().route());
        List<RuntimeException> failures = new ArrayList<>();
        List<PluginRun> runs = new ArrayList<>();
        boolean isReordered = plugins.isReordered();
        for (PluginScopes.Slot slot : plugins.inAccess()) {
            Optional<PluginInstance> instance = slot.choose(current.identity().knownConsumer());
            if (instance.isEmpty()) {
                continue;
            }
            chosen.put(slot, instance.get());
            if (answer.isPresent()) {
                continue;
            }
            Instant startedAt = resources.clock().instant();
            try {
                // As in Kong, a plugin that runs later than its priority says sees what others made of the request.
                Exchange seen = isReordered ? current.withRequestAsChanged() : current;
                switch (plugin(instance.get()).access(seen, new PluginContext(instance.get(), resources))) {
                    case Step.Proceed(Exchange next) -> current = next.withRequest(exchange.request());
                    case Step.Answer(Exchange next, Response response) -> {
                        current = next.withRequest(exchange.request());
                        answer = Optional.of(response);
                        answeredBy = instance;
                    }
                }
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failures.add(PluginErrorException.of(e));
                answer = Optional.of(Answers.error(exchange.request(), 500));
                answeredBy = instance;
            }
            runs.add(new PluginRun(instance.get().name(), startedAt, resources.clock().instant()));
        }
        return new Access(current, answer, answeredBy,
                plugins.byPriority().stream().flatMap(slot -> Stream.ofNullable(chosen.get(slot))).toList(), failures,
                runs);
    }

    /// For a request that is answered before any plugin's access phase, as one without a route is. As in Kong, the
    /// response phase of all global instances runs for it.
    ///
    /// @param exchange whose route no plugin is scoped to
    public Access answered(Exchange exchange, Response response) {
        return new Access(exchange, Optional.of(response), Optional.empty(),
                scopes.plugins(exchange.match().route()).byPriority().stream()
                        .flatMap(slot -> slot.choose(Optional.empty()).stream()).toList(),
                List.of(), List.of());
    }

    /// Runs the response phase of the instances that the access phase chose. Where a plugin fails, the client gets Kong's
    /// 500 instead of an answer that the plugin may have had to change; the failure is added to the list, and later plugins
    /// still run.
    public Response response(Access access, Response response, Resources resources, List<RuntimeException> failures) {
        Response current = response;
        for (PluginInstance instance : access.chosen()) {
            try {
                current = Objects.requireNonNull(plugin(instance).response(access.exchange(), current,
                        new PluginContext(instance, resources)), () -> instance.name() + " answered null");
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failures.add(PluginErrorException.of(e));
                current = Answers.failure(access.exchange().request(), 500);
            }
        }
        return current;
    }

    /// Runs the log phase of the instances that the access phase chose. A plugin that fails keeps no other from logging.
    public void log(Access access, LogEntry entry, Resources resources, List<RuntimeException> failures) {
        for (PluginInstance instance : access.chosen()) {
            try {
                plugin(instance).log(entry, new PluginContext(instance, resources));
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failures.add(PluginErrorException.of(e));
            }
        }
    }

    private static Plugin plugin(PluginInstance instance) {
        return (Plugin) instance.config();
    }
}
