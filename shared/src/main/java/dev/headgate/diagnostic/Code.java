package dev.headgate.diagnostic;

import static dev.headgate.diagnostic.Severity.ERROR;
import static dev.headgate.diagnostic.Severity.NOTE;
import static dev.headgate.diagnostic.Severity.WARNING;

/// Every kind of diagnostic there is, in one list. A code keeps its meaning for ever; a new meaning gets a new code.
public enum Code {
    HG0001(ERROR, "The file cannot be read."),
    HG0002(ERROR, "The text is neither YAML nor JSON."),
    HG0003(ERROR, "A key stands twice in one mapping."),
    HG0004(ERROR, "The file is larger, deeper or more self-referring than Headgate reads."),
    HG0005(ERROR, "A template or placeholder cannot be filled in: its variable is not set, or it is not well-formed."),
    HG0006(ERROR, "Files that are read as one configuration contradict each other."),

    HG0101(ERROR, "`_format_version` is missing or not one that Headgate reads."),
    HG0102(ERROR, "A value has the wrong type."),
    HG0103(ERROR, "A required field is missing."),
    HG0104(ERROR, "The format has no such field or entity."),
    HG0105(ERROR, "A value has the right type and is still not allowed."),
    HG0106(ERROR, "A number is outside its range, or a list or text has the wrong length."),
    HG0107(ERROR, "A value is not among the allowed ones."),
    HG0108(ERROR, "Fields contradict or need each other."),
    HG0110(ERROR, "A reference names an entity that the file does not declare."),
    HG0111(ERROR, "Two entities share what must be unique."),
    HG0112(ERROR, "A vault has no such secret, or it cannot be had."),
    HG0113(ERROR, "No entity has the selected tags."),
    HG0114(ERROR, "A custom plugin fails, or makes nothing, of a configuration that obeys its field table."),

    HG0201(ERROR, "An entity of Kong's that Headgate does not support."),
    HG0202(ERROR, "A field of Kong's that Headgate does not support."),
    HG0203(ERROR, "A plugin of Kong's that Headgate does not support."),
    HG0204(ERROR, "A plugin that neither Kong nor Headgate has."),
    HG0205(ERROR, "A value that Kong accepts and Headgate does not support."),

    HG0301(WARNING, "Two routes have the same rank and can match the same request; the earlier one in the file wins."),
    HG0302(WARNING, "A path looks like a regular expression but is taken literally."),
    HG0303(WARNING, "A limit can never be reached, since API Gateway or Lambda has a lower one."),
    HG0304(WARNING, "A deprecated field was read as its successor."),
    HG0305(WARNING, "A field is accepted and has no effect here, for the reason given."),
    HG0306(WARNING, "An entity is complete and can still answer no request."),
    HG0307(WARNING, "A value does not mean what it seems to, since it is changed before it is used, as in Kong."),
    HG0308(WARNING, "A setting is used as it stands and makes the gateway less safe."),
    HG0309(WARNING, "A path of an older format was read as Kong migrates it to format 3.0."),
    HG0310(WARNING, "A text that looks as if something were to be filled in is taken literally."),
    HG0311(WARNING, "A vault reference stands where Kong takes it literally, and is taken so."),
    HG0312(WARNING, "AWS does a thing less often than the file asks for."),
    HG0313(WARNING, "A plugin that refuses requests lacks the selected tags and is left out, so that they pass."),

    HG0401(NOTE, "Headgate serves a setting by other means than Kong, with the same result."),
    HG0402(NOTE, "Headgate obeys a setting that Kong's default router does not."),
    HG0403(NOTE, "Headgate obeys a setting that earlier versions of Kong do not."),
    HG0404(NOTE, "Entities without the selected tags are left out."),

    HG0501(ERROR, "`headgate.yaml` says something that cannot be."),
    HG0502(ERROR, "The Kong file has a limit that does not go with `rate_limits` in `headgate.yaml`."),
    HG0503(WARNING, "`headgate.yaml` speaks of what the Kong file does not have."),

    HG0601(ERROR, "`cdk.json` says something that cannot be deployed."),
    HG0602(NOTE, "Stacks are left out until `cdk.json` says what only the deployment of others tells."),
    HG0603(ERROR, "`cdk.json` asks for what the Kong file or `headgate.yaml` does not go with."),
    HG0604(ERROR, "`cdk.json` would lose what a deployment has stored, or make it a second time."),
    HG0605(NOTE, "Routes that API Gateway could serve by itself stay on the router, because of what `cdk.json` says."),

    HG0701(ERROR, "A template has a type of resource that the emulator does not know."),
    HG0702(ERROR, "A template has a property that the emulator does not know."),
    HG0703(ERROR, "A template's value stands for what the emulator cannot know."),
    HG0704(ERROR, "A template's value is missing, or one that AWS or the emulator does not take."),
    HG0705(ERROR, "A cloud assembly is not complete."),

    HG0801(ERROR, "A traffic profile says something that cannot be."),
    HG0802(ERROR, "A file of prices says something that cannot be.");

    private final Severity severity;
    private final String meaning;

    Code(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /// What it says, in a sentence of Markdown.
    public String meaning() {
        return meaning;
    }
}
