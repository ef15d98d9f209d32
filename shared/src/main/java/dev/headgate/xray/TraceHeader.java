package dev.headgate.xray;

import java.util.Optional;
import java.util.regex.Pattern;

/// The trace that an invocation belongs to, as X-Amzn-Trace-Id has it
/// (docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
///
/// @param root the trace's id: `1-5759e988-bd862e3fe1be46a994272793`
/// @param parent the id of the segment within which all happens; empty for none
/// @param isSampled whether anybody is to be told of it
public record TraceHeader(String root, String parent, boolean isSampled) {
    private static final Pattern ROOT = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{16}");

    /// Reads a header field's value, such as `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`.
    ///
    /// @return absent where it names no trace
    public static Optional<TraceHeader> parse(String text) {
        String root = member(text, "Root=");
        String parent = member(text, "Parent=");
        return ROOT.matcher(root).matches()
                ? Optional.of(new TraceHeader(root, PARENT.matcher(parent).matches() ? parent : "",
                        member(text, "Sampled=").equals("1")))
                : Optional.empty();
    }

    /// Whether X-Ray takes parts of it.
    public boolean takesParts() {
        return isSampled && !parent.isEmpty();
    }

    private static String member(String text, String name) {
        for (String part : text.split(";")) {
            if (part.strip().startsWith(name)) {
                return part.strip().substring(name.length());
            }
        }
        return "";
    }
}
