package dev.headgate.local.cli;

import dev.headgate.config.NormalizedEntity;
import dev.headgate.config.NormalizedFile;
import dev.headgate.schema.Datum;
import dev.headgate.schema.PlainScalar;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes a configuration in its plain form as a file that Kong and Headgate read.
final class NormalizedText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int WIDTH = 120;

    private NormalizedText() {}

    static String yaml(NormalizedFile file) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("_format_version", "3.0");
        if (file.passwordsAreHashed()) {
            root.put("_transform", false);
        }
        lists(file).forEach((name, entities) -> root.put(name,
                entities.stream().map(entity -> plain(entity.fields())).toList()));
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndent(2)
                .setIndicatorIndent(2).setIndentWithIndicator(true).setWidth(WIDTH).build();
        return new Dump(settings, new Representer(settings)).dumpToString(root);
    }

    /// Quotes what a reader of YAML 1.1, as Kong's is, would take for a number, a flag or nothing.
    private static final class Representer extends StandardRepresenter {
        Representer(DumpSettings settings) {
            super(settings);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean isAmbiguous = tag.equals(Tag.STR) && (PlainScalar.flag(value).isPresent()
                    || PlainScalar.number(value).isPresent());
            return super.representScalar(tag, value, isAmbiguous ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }

    static String json(NormalizedFile file) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new Pretty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("_format_version", "3.0");
            if (file.passwordsAreHashed()) {
                json.writeBooleanProperty("_transform", false);
            }
            lists(file).forEach((name, entities) -> {
                json.writeArrayPropertyStart(name);
                entities.forEach(entity -> write(entity.fields(), json));
                json.writeEndArray();
            });
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static Map<String, List<NormalizedEntity>> lists(NormalizedFile file) {
        Map<String, List<NormalizedEntity>> lists = new LinkedHashMap<>();
        file.entities().forEach(entity -> lists.computeIfAbsent(entity.list(), _ -> new ArrayList<>()).add(entity));
        return lists;
    }

    /// As the YAML library takes values. Whole decimals are written without a fraction, as people write them.
    private static Object plain(Datum value) {
        return switch (value) {
            case Datum.Text(String text, boolean _) -> text;
            case Datum.Whole(long number) -> number;
            case Datum.Decimal(double number) -> number == Math.rint(number) ? (Object) (long) number : number;
            case Datum.Flag(boolean isSet) -> isSet;
            case Datum.Items(List<Datum> items) -> items.stream().map(NormalizedText::plain).toList();
            case Datum.Members(List<Datum.Member> members) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                members.forEach(member -> map.put(member.name(), plain(member.value())));
                yield map;
            }
        };
    }

    /// Writes a value.
    static void write(Datum value, JsonGenerator json) {
        switch (value) {
            case Datum.Text(String text, boolean _) -> json.writeString(text);
            case Datum.Whole(long number) -> json.writeNumber(number);
            case Datum.Decimal(double number) -> {
                if (number == Math.rint(number)) {
                    json.writeNumber((long) number);
                } else {
                    json.writeNumber(number);
                }
            }
            case Datum.Flag(boolean isSet) -> json.writeBoolean(isSet);
            case Datum.Items(List<Datum> items) -> {
                json.writeStartArray();
                items.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case Datum.Members(List<Datum.Member> members) -> {
                json.writeStartObject();
                members.forEach(member -> {
                    json.writeName(member.name());
                    write(member.value(), json);
                });
                json.writeEndObject();
            }
        }
    }

    private static final class Pretty extends ObjectWriteContext.Base {
        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    }
}
