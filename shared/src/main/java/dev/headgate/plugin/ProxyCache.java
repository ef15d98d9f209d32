package dev.headgate.plugin;

import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.cache.CachedAnswer;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Keeps backends' answers and gives them again. Source: kong/plugins/proxy-cache.
///
/// Where the store cannot be asked, the backend is.
///
/// @param keys what answers are kept under
/// @param responseCodes of answers that are kept
/// @param requestMethods of requests whose answers are kept
/// @param contentTypes of answers that are kept
/// @param ttlSeconds how long an answer is fresh, unless it says so itself and is heard
/// @param storageTtlSeconds how long an answer is kept; as long as it is fresh where this is absent
/// @param cacheControl whether Cache-Control and Expires of requests and answers are heard
/// @param told which of its fields clients get, in lower case
public record ProxyCache(
        ProxyCacheKey keys,
        Set<Integer> responseCodes,
        Set<String> requestMethods,
        List<MediaType> contentTypes,
        long ttlSeconds,
        Optional<Long> storageTtlSeconds,
        boolean cacheControl,
        Set<String> told)
        implements
            Plugin {
    private static final String STATUS = "X-Cache-Status";
    private static final String KEY = "X-Cache-Key";
    private static final String AGE = "Age";

    /// Fields of a connection, not of an answer, as Kong lists them; and Content-Length, which is told anew.
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "te", "trailers", "transfer-encoding", "upgrade", "content-length");

    /// Kong's proxy-cache plugin.
    public static final PluginType<ProxyCache> TYPE = new PluginType<>("proxy-cache", 100, ProxyCacheFields.SCHEMA,
            true,
            ProxyCache::of);

    public ProxyCache {
        responseCodes = Set.copyOf(responseCodes);
        requestMethods = Set.copyOf(requestMethods);
        contentTypes = List.copyOf(contentTypes);
        told = Set.copyOf(told);
    }

    /// What the response phase has to do: tell the client, and keep the answer where there is a key for it.
    private record Lookup(String status, String key, boolean keeps) {}

    private static ProxyCache of(Values config) {
        return new ProxyCache(
                new ProxyCacheKey(config.flag("ignore_uri_case"), config.texts("vary_query_params"),
                        config.texts("vary_headers")),
                Set.copyOf(config.list("response_code", Long.class).stream().map(Math::toIntExact).toList()),
                Set.copyOf(config.texts("request_method")),
                config.texts("content_type").stream().flatMap(type -> MediaType.of(type).stream()).toList(),
                config.whole("cache_ttl"), config.optionalWhole("storage_ttl"), config.flag("cache_control"),
                ProxyCacheFields.told(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        CacheControl asked = CacheControl.of(exchange.request().headers());
        if (!requestMethods.contains(exchange.request().method())
                || cacheControl && asked.hasAny("no-store", "no-cache")) {
            return exchange.withNote(new Lookup("Bypass", "", false)).proceed();
        }
        String key = keys.of(exchange);
        Instant now = context.resources().clock().instant();
        Optional<CachedAnswer> known;
        try {
            known = context.resources().cache().get(key, now);
        } catch (CacheStoreUnavailableException _) {
            return exchange.withNote(new Lookup("", key, false)).proceed();
        }
        if (known.isEmpty() && cacheControl && asked.has("only-if-cached")) {
            return exchange.withNote(new Lookup("", key, false)).answer(Response.of(504));
        }
        if (known.isEmpty() || !isFresh(known.get(), asked, now)) {
            return exchange.withNote(new Lookup(known.isEmpty() ? "Miss" : "Refresh", key, true)).proceed();
        }
        return exchange.withNote(new Replayed()).answer(again(exchange, known.get(), key, now));
    }

    private boolean isFresh(CachedAnswer known, CacheControl asked, Instant now) {
        long age = age(known, now);
        if (!cacheControl) {
            return age <= ttlSeconds;
        }
        long left = known.freshFor().toSeconds() - age;
        OptionalLong ageMax = asked.seconds("max-age");
        OptionalLong staleMax = asked.seconds("max-stale");
        OptionalLong freshMin = asked.seconds("min-fresh");
        return (ageMax.isEmpty() || age <= ageMax.getAsLong()) && (staleMax.isEmpty() || -left <= staleMax.getAsLong())
                && (freshMin.isEmpty() || left >= freshMin.getAsLong());
    }

    private static long age(CachedAnswer known, Instant now) {
        return now.getEpochSecond() - known.storedAt().getEpochSecond();
    }

    private Response again(Exchange exchange, CachedAnswer known, String key, Instant now) {
        Headers headers = known.response().headers().without(ProxyCache::isOfItsTime);
        if (tells(exchange, AGE)) {
            headers = headers.with(AGE, Long.toString(Math.max(0, age(known, now))));
        }
        if (tells(exchange, STATUS)) {
            headers = headers.with(STATUS, "Hit");
        }
        if (tells(exchange, KEY)) {
            headers = headers.with(KEY, key);
        }
        return known.response().withHeaders(
                headers.with("Content-Length", Integer.toString(known.response().body().length())));
    }

    /// Whether a field says something of the moment of its answer: of its connection, of how it came about, of what the
    /// client had left of its limits then.
    private static boolean isOfItsTime(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OF_CONNECTION.contains(lower) || lower.contains("ratelimit-") || lower.equals("retry-after")
                || lower.equals("age") || lower.equals("x-cache-status") || lower.equals("x-cache-key");
    }

    /// Kong shows all of them to whoever debugs.
    private boolean tells(Exchange exchange, String field) {
        return told.contains(field.toLowerCase(Locale.ROOT)) || exchange.request().headers().contains("Kong-Debug");
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        Optional<Lookup> lookup = exchange.note(Lookup.class);
        if (lookup.isEmpty()) {
            return response;
        }
        Instant now = context.resources().clock().instant();
        boolean isKept = lookup.get().keeps() && isCacheable(exchange, response, now);
        if (isKept) {
            keep(lookup.get().key(), response, context, now);
        }
        Headers headers = response.headers();
        if (!lookup.get().key().isEmpty() && tells(exchange, KEY)) {
            headers = headers.with(KEY, lookup.get().key());
        }
        String status = lookup.get().keeps() && !isKept ? "Bypass" : lookup.get().status();
        if (!status.isEmpty() && tells(exchange, STATUS)) {
            headers = headers.with(STATUS, status);
        }
        return response.withHeaders(headers);
    }

    private boolean isCacheable(Exchange exchange, Response response, Instant now) {
        if (!responseCodes.contains(response.status()) || !hasCacheableType(response)) {
            return false;
        }
        if (!cacheControl) {
            return true;
        }
        CacheControl said = CacheControl.of(response.headers());
        return !said.hasAny("private", "no-store", "no-cache") && CacheControl.freshSeconds(response.headers(), now) > 0
                && (!isSomebodysOwn(exchange) || said.hasAny("public", "s-maxage", "must-revalidate"));
    }

    /// Whether the backend may have answered to credentials that the key does not tell apart (RFC 9111 §3.5).
    private static boolean isSomebodysOwn(Exchange exchange) {
        return exchange.request().headers().contains("Authorization")
                && exchange.identity().knownConsumer().isEmpty();
    }

    private boolean hasCacheableType(Response response) {
        String text = response.headers().first("Content-Type");
        MediaType type = MediaType.of(text).orElse(MediaType.UNREADABLE);
        return !text.isEmpty() && contentTypes.stream().anyMatch(wanted -> wanted.takes(type));
    }

    private void keep(String key, Response response, PluginContext context, Instant now) {
        long freshSeconds = cacheControl ? CacheControl.freshSeconds(response.headers(), now) : ttlSeconds;
        Instant storedAt = Instant.ofEpochSecond(now.getEpochSecond());
        CachedAnswer answer = new CachedAnswer(response, storedAt, Duration.ofSeconds(freshSeconds),
                storedAt.plusSeconds(storageTtlSeconds.orElse(freshSeconds)));
        try {
            context.resources().cache().put(key, answer);
        } catch (CacheStoreUnavailableException _) {
            // The client has its answer.
        }
    }
}
