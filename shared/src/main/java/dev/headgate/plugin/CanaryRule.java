package dev.headgate.plugin;

import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Which requests go to a canary.
sealed interface CanaryRule {
    /// Those of callers in one of these groups, or in none of them.
    record Groups(boolean allows, List<String> groups) implements CanaryRule {
        public Groups {
            groups = List.copyOf(groups);
        }
    }

    /// Those of a share of the buckets into which all requests fall.
    ///
    /// @param hash what decides the bucket
    /// @param steps how many buckets there are, 1 or more
    record Share(Hash hash, long steps, Schedule schedule) implements CanaryRule {}

    /// What decides a request's bucket. Where it is absent, the consumer stands in for it, and for the consumer the client's
    /// address.
    sealed interface Hash {
        record ByConsumer() implements Hash {}

        record ByIp() implements Hash {}

        record ByHeader(String name) implements Hash {}

        /// Chance.
        record None() implements Hash {}

        /// The number that puts a request into its bucket.
        default long of(Exchange exchange, Resources resources) {
            return switch (this) {
                case ByConsumer _ -> crc(consumer(exchange));
                case ByIp _ -> crc(exchange.request().client().address());
                case ByHeader(String name) -> crc(exchange.upstream().headers().contains(name)
                        ? exchange.upstream().headers().first(name)
                        : consumer(exchange));
                case None _ -> resources.random().nextLong(Long.MAX_VALUE);
            };
        }

        private static String consumer(Exchange exchange) {
            return exchange.identity().knownConsumer().map(Consumer::id)
                    .orElseGet(() -> exchange.request().client().address());
        }

        private static long crc(String text) {
            CRC32 crc = new CRC32();
            crc.update(text.getBytes(StandardCharsets.UTF_8));
            return crc.getValue();
        }
    }

    /// How many of the buckets it is.
    sealed interface Schedule {
        /// Always as many.
        ///
        /// @param percentage 0..100
        record Fixed(double percentage) implements Schedule {}

        /// None before the start, then one more at a time, all at the end.
        record Growing(Instant start, Duration duration) implements Schedule {}

        /// Buckets with a lower number than this go to the canary.
        default double buckets(double steps, Instant now) {
            return switch (this) {
                case Fixed(double percentage) -> steps * percentage / 100;
                case Growing(Instant start, Duration duration) -> {
                    double elapsed = (double) Duration.between(start, now).toMillis();
                    yield Math.clamp(Math.floor(steps * elapsed / (double) duration.toMillis()), 0, steps);
                }
            };
        }
    }

    /// Whether a request goes to the canary.
    default boolean takes(Exchange exchange, Resources resources) {
        return switch (this) {
            case Groups(boolean allows, List<String> groups) ->
                    allows != Collections.disjoint(groups, callersGroups(exchange.identity()));
            case Share(Hash hash, long steps, Schedule schedule) -> {
                long bucket = hash.of(exchange, resources) % steps;
                yield (double) bucket < schedule.buckets((double) steps, resources.clock().instant());
            }
        };
    }

    /// The groups of acl: the consumer's, or those that the token of a caller without a consumer carries.
    private static List<String> callersGroups(Identity identity) {
        Optional<Consumer> consumer = identity.knownConsumer();
        if (consumer.isPresent()) {
            return consumer.get().groups();
        }
        return switch (identity) {
            case Identity.Verified verified -> verified.groups();
            case Identity.Anonymous _,Identity.Unknown _ -> List.of();
        };
    }
}
