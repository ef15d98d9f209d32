package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;
import java.util.Locale;
import java.util.Optional;

/// How the functions are run.
///
/// @param memoryMegabytes 128..10240; processor time grows with it
/// @param isArm whether on Graviton
/// @param snapStart whether environments start from a snapshot
/// @param aotCache the file of an AOT cache that environments start with; empty for none
/// @param reservedConcurrency of the router; absent for the account's
/// @param authorizerReservedConcurrency of the authorizer; absent for the account's
/// @param provisionedConcurrency environments of the router that are always there; 0 for none
/// @param rollout how a new version takes over the traffic
public record FunctionSettings(
        int memoryMegabytes,
        boolean isArm,
        boolean snapStart,
        String aotCache,
        Optional<Integer> reservedConcurrency,
        Optional<Integer> authorizerReservedConcurrency,
        int provisionedConcurrency,
        Rollout rollout) {
    /// How a new version takes over: the names of CodeDeploy's configurations.
    public enum Rollout {
        ALL_AT_ONCE,
        CANARY_10PERCENT_5MINUTES,
        CANARY_10PERCENT_10MINUTES,
        CANARY_10PERCENT_15MINUTES,
        CANARY_10PERCENT_30MINUTES,
        LINEAR_10PERCENT_EVERY_1MINUTE,
        LINEAR_10PERCENT_EVERY_2MINUTES,
        LINEAR_10PERCENT_EVERY_3MINUTES,
        LINEAR_10PERCENT_EVERY_10MINUTES;

        static String[] words() {
            Rollout[] all = values();
            String[] words = new String[all.length];
            for (int i = 0; i < all.length; i++) {
                words[i] = all[i].name().toLowerCase(Locale.ROOT);
            }
            return words;
        }
    }

    static final Field[] FIELDS = {
            defaulted("memory_megabytes", FieldType.whole(128, 10_240), 1_024L,
                    "Memory of each function; processor time grows with it."),
            defaulted("architecture", FieldType.oneOf("arm64", "x86_64"), "arm64", "The functions' processors."),
            defaulted("snap_start", FieldType.flag(), true,
                    "Whether the functions' environments start from a snapshot."),
            optional("aot_cache", FieldType.text(SettingsRules.FILE),
                    "A file of ahead-of-time compiled classes, made with the Java of Lambda; instead of snap_start."),
            optional("reserved_concurrency", FieldType.whole(1, 100_000),
                    "How many requests the router serves at once at the most; without it, what the account has."),
            optional("authorizer_reserved_concurrency", FieldType.whole(1, 100_000),
                    "The same for the authorizer, so that neither starves the other."),
            defaulted("provisioned_concurrency", FieldType.whole(0, 100_000), 0L,
                    "How many environments of the router are always there; not together with snap_start."),
            defaulted("rollout", FieldType.oneOf(Rollout.words()), "canary_10percent_5minutes",
                    "How a new version of the router and the authorizer takes over the traffic (CodeDeploy); alarms roll "
                            + "it back.")};

    static FunctionSettings of(Values values) {
        return new FunctionSettings(values.integer("memory_megabytes"), values.text("architecture").equals("arm64"),
                values.flag("snap_start"), values.text("aot_cache"),
                values.optionalWhole("reserved_concurrency").map(Math::toIntExact),
                values.optionalWhole("authorizer_reserved_concurrency").map(Math::toIntExact),
                values.integer("provisioned_concurrency"),
                Rollout.valueOf(values.text("rollout").toUpperCase(Locale.ROOT)));
    }

    static void check(Values values, Entity entity) {
        if (values.whole("provisioned_concurrency") > 0 && values.flag("snap_start")) {
            entity.report(Code.HG0601, values.location("provisioned_concurrency"), "provisioned_concurrency",
                    "Lambda has no provisioned concurrency for functions with SnapStart.",
                    "Write \"snap_start\": false, or remove provisioned_concurrency.");
        }
        if (!values.text("aot_cache").isEmpty() && values.flag("snap_start")) {
            entity.report(Code.HG0601, values.location("aot_cache"), "aot_cache",
                    "an environment starts from a snapshot or with a cache, not both.",
                    "Write \"snap_start\": false, or remove aot_cache.");
        }
        if (values.optionalWhole("reserved_concurrency").filter(most -> most < values.whole("provisioned_concurrency"))
                .isPresent()) {
            entity.report(Code.HG0601, values.location("provisioned_concurrency"), "provisioned_concurrency",
                    "more than reserved_concurrency, out of which it is taken.", "Write less, or reserve more.");
        }
    }
}
