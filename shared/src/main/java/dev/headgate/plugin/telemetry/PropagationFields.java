package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.plugin.telemetry.propagation.Format;
import dev.headgate.plugin.telemetry.propagation.Propagation;
import dev.headgate.plugin.telemetry.propagation.Propagation.Injected;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The field `propagation` of tracing plugins and the older fields that it took the place of
/// (kong/observability/tracing/propagation/schema.lua; `get_plugin_params` in init.lua).
final class PropagationFields {
    private static final String PRESERVE = "preserve";
    private static final String IGNORE = "ignore";
    /// Kong's order of looking where none is configured.
    private static final List<Format> ALL = List.of(Format.B3, Format.W3C, Format.JAEGER, Format.OT, Format.DATADOG,
            Format.AWS, Format.GCP, Format.INSTANA);

    private PropagationFields() {}

    static Field propagation(Format defaultFormat) {
        String[] readable = ALL.stream().map(Format::kongName).toArray(String[]::new);
        return optional("propagation", FieldType.group(RecordSchema.of(
                optional("extract", FieldType.listOf(FieldType.oneOf(readable)),
                        "Formats that are looked for in requests, in this order."),
                optional("clear", FieldType.listOf(FieldType.text(Rules.HEADER_NAME)),
                        "Header fields that are taken out before."),
                optional("inject", FieldType.listOf(FieldType.oneOf(with(PRESERVE))),
                        "Formats that the backend gets; `preserve` for the one that came."),
                defaulted("default_format", FieldType.oneOf(with()), defaultFormat.kongName(),
                        "The format for `preserve` where none came."))),
                "How trace context is taken from requests and given to backends. Without `extract`, `clear` and `inject`,"
                        + " `header_type` says it.");
    }

    static Field headerType() {
        return defaulted("header_type", FieldType.oneOf(with(PRESERVE, IGNORE)), PRESERVE,
                "Kong's older way of saying it: `preserve` for the format that came, `ignore` for none, or a format that"
                        + " is sent besides.");
    }

    static Field defaultHeaderType(Format defaultFormat) {
        return defaulted("default_header_type", FieldType.oneOf(with()), defaultFormat.kongName(),
                "The format for `header_type: preserve` where none came.");
    }

    private static String[] with(String... more) {
        return Stream.concat(Stream.of(more), Arrays.stream(Format.values()).map(Format::kongName))
                .toArray(String[]::new);
    }

    /// @param defaultFormat where neither field says one
    static Propagation read(Values config, Format defaultFormat) {
        Optional<Values> written = config.group("propagation")
                .filter(group -> group.has("extract") || group.has("clear") || group.has("inject"));
        return written.map(PropagationFields::ofGroup).orElseGet(() -> ofHeaderType(config, defaultFormat));
    }

    private static Propagation ofGroup(Values group) {
        List<Injected> inject = group.texts("inject").stream().map(PropagationFields::injected).toList();
        return new Propagation(group.texts("extract").stream().map(Format::of).toList(), group.texts("clear"), inject,
                Format.of(group.text("default_format")));
    }

    private static Injected injected(String word) {
        return word.equals(PRESERVE) ? new Injected.Preserve() : new Injected.As(Format.of(word));
    }

    private static Propagation ofHeaderType(Values config, Format defaultFormat) {
        // Where there is such a field, its default says more than the group's own, as in Kong.
        Format format = config.has("default_header_type")
                ? Format.of(config.text("default_header_type"))
                : config.group("propagation").map(group -> Format.of(group.text("default_format")))
                        .orElse(defaultFormat);
        return switch (config.text("header_type")) {
            case PRESERVE -> new Propagation(ALL, List.of(), List.of(new Injected.Preserve()), format);
            case IGNORE -> new Propagation(List.of(), List.of(), List.of(new Injected.As(format)), format);
            case String other -> new Propagation(ALL, List.of(),
                    List.of(new Injected.Preserve(), new Injected.As(Format.of(other))), format);
        };
    }
}
