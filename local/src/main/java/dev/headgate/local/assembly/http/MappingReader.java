package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.http.MappingOperation.Action;
import dev.headgate.local.assembly.http.MappingOperation.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the parameter mappings of an integration. What AWS does not take is a finding: reserved names, sources that the
/// message does not have, JSON paths with filters.
final class MappingReader {
    private MappingReader() {}

    static RequestMapping request(ResourceProperties integration) {
        List<MappingOperation> operations = new ArrayList<>();
        integration.object("RequestParameters").ifPresent(parameters -> {
            for (String key : parameters.namesInOrder()) {
                operation(parameters, key, key, parameters.optionalText(key).orElse(""), false)
                        .ifPresent(operations::add);
            }
        });
        return new RequestMapping(operations);
    }

    static ResponseMapping response(ResourceProperties integration) {
        Map<Integer, List<MappingOperation>> byStatus = new LinkedHashMap<>();
        integration.object("ResponseParameters").ifPresent(statuses -> {
            for (String status : statuses.namesInOrder()) {
                if (!status.matches("[2-5]\\d\\d")) {
                    statuses.refuse(Code.HG0704, status, "\"" + status + "\" is no status from 200 to 599.", "");
                }
                statuses.object(status).filter(_ -> status.matches("[2-5]\\d\\d"))
                        .ifPresent(list -> byStatus.put(Integer.valueOf(status), ofStatus(list)));
            }
        });
        return new ResponseMapping(byStatus);
    }

    private static List<MappingOperation> ofStatus(ResourceProperties list) {
        List<MappingOperation> operations = new ArrayList<>();
        for (ResourceProperties parameter : list.objects("ResponseParameters")) {
            operation(parameter, "Destination", parameter.text("Destination"),
                    parameter.optionalText("Source").orElse(""), true).ifPresent(operations::add);
            parameter.refuseOthers();
        }
        list.refuseOthers();
        return operations;
    }

    private static Optional<MappingOperation> operation(ResourceProperties at, String property, String key,
            String text, boolean ofResponse) {
        Optional<MappingValue> value = MappingValue.of(text);
        if (value.isEmpty()) {
            at.refuse(Code.HG0704, property, "\"" + text + "\" is no value of a mapping that the emulator knows.", "");
            return Optional.empty();
        }
        Optional<MappingOperation> read = MappingOperation.of(key, value.get());
        if (read.isEmpty() || !fits(read.get().target(), ofResponse)) {
            at.refuse(Code.HG0704, property, "\"" + key + "\" is no key of a mapping of "
                    + (ofResponse ? "answers." : "requests."), "");
            return Optional.empty();
        }
        return check(at, property, read.get(), text, ofResponse) ? read : Optional.empty();
    }

    private static boolean fits(Target target, boolean ofResponse) {
        return switch (target) {
            case HEADER -> true;
            case QUERY, PATH -> !ofResponse;
            case STATUS -> ofResponse;
        };
    }

    private static boolean check(ResourceProperties at, String property, MappingOperation operation, String text,
            boolean ofResponse) {
        if (operation.isReserved()) {
            at.refuse(Code.HG0704, property, "operations on header " + operation.name() + " are restricted.",
                    "Leave the route to the router.");
            return false;
        }
        if (operation.action() == Action.REMOVE && !text.isEmpty()) {
            at.refuse(Code.HG0704, property, "\"" + text + "\" stands where something is removed.",
                    "Write an empty text.");
            return false;
        }
        boolean known = operation.value().sources().stream()
                .allMatch(source -> ofResponse ? source.isOfResponse() : source.isOfRequest());
        if (!known) {
            at.refuse(Code.HG0704, property, "\"" + text + "\" is not to be had for mappings of "
                    + (ofResponse ? "answers." : "requests."), "");
        }
        return known;
    }
}
