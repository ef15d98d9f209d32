package dev.headgate.local.cli;

import dev.headgate.local.cli.RequestExplanation.Destination;
import dev.headgate.local.cli.RequestExplanation.ScopedPlugin;
import dev.headgate.model.Route;
import dev.headgate.model.Upstream;
import dev.headgate.routing.Explanation;
import java.util.stream.Collectors;

/// An explanation for people.
final class ExplanationText {
    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(RequestExplanation explanation) {
        ExplanationText writer = new ExplanationText();
        writer.line("request", explanation.request().method() + " " + explanation.request().target());
        writer.line("matched as", explanation.routing().normalizedPath());
        explanation.destination().ifPresentOrElse(writer::destination,
                () -> writer.line("route", "none: 404 no Route matched with those values"));
        for (Explanation.Outranked outranked : explanation.routing().outranked()) {
            writer.line("outranked", named(outranked.route()) + ": " + outranked.reason());
        }
        for (Explanation.NearMiss close : explanation.routing().close()) {
            writer.line("not matched", named(close.route()) + ": " + close.firstFailure());
        }
        return writer.text.toString();
    }

    private void destination(Destination destination) {
        Route route = destination.match().route();
        line("route", named(route));
        line("service",
                route.service().map(service -> service.label() + " (" + service.location() + ")").orElse("none"));
        if (!destination.upstreamUrl().isEmpty()) {
            line("upstream", destination.upstreamUrl());
        }
        if (!destination.targets().isEmpty()) {
            line("targets",
                    destination.targets().stream().map(ExplanationText::target).collect(Collectors.joining(", ")));
        }
        if (!destination.refusal().isEmpty()) {
            line("answered", destination.refusal());
        }
        for (ScopedPlugin scoped : destination.plugins()) {
            line("plugin", scoped.plugin().name() + ", " + scoped.scope() + " (" + scoped.plugin().location() + ")");
        }
        line("authentication", destination.authentication().equals("-") ? "none" : destination.authentication());
    }

    private static String target(Upstream.Target target) {
        return target.host() + ":" + target.port() + " weight " + target.weight();
    }

    private static String named(Route route) {
        return route.label() + " (" + route.location() + ")";
    }

    private void line(String name, String value) {
        text.append("%-15s %s%n".formatted(name, value));
    }
}
