package dev.headgate.differential;

import dev.headgate.local.assembly.http.Undocumented;
import dev.headgate.plan.ApiType;
import java.util.ArrayList;
import java.util.List;

/// A configuration in parts that can be left out, and what AWS leaves open.
///
/// @param plugins of all routes, in YAML
/// @param api the kind of API that it is deployed on
record Scenario(List<Part> routes, List<String> plugins, ApiType api, Undocumented undocumented,
        dev.headgate.local.assembly.rest.Undocumented restUndocumented) {
    /// Public backends and, by names within a network, private ones; `alpha` and `gamma` have base paths.
    static final List<String> SERVICES = List.of("alpha", "beta", "gamma", "delta");

    /// A route.
    ///
    /// @param service one of [#SERVICES]
    /// @param criteria fields of the route in YAML, `paths` among them
    /// @param plugins in YAML
    record Part(String service, List<String> criteria, List<String> plugins) {
        Part {
            criteria = List.copyOf(criteria);
            plugins = List.copyOf(plugins);
        }

        private String yaml(int number) {
            return "  - {name: r" + number + ", " + String.join(", ", criteria)
                    + (plugins.isEmpty() ? "" : ", plugins: [" + String.join(", ", plugins) + "]") + "}\n";
        }

        private List<Part> smaller() {
            List<Part> smaller = new ArrayList<>();
            for (int i = 1; i < criteria.size(); i++) {
                smaller.add(new Part(service, without(criteria, i), plugins));
            }
            for (int i = 0; i < plugins.size(); i++) {
                smaller.add(new Part(service, criteria, without(plugins, i)));
            }
            return smaller;
        }
    }

    Scenario {
        routes = List.copyOf(routes);
        plugins = List.copyOf(plugins);
    }

    /// The file, with `PORT` for the backends'.
    String yaml() {
        StringBuilder yaml = new StringBuilder("_format_version: \"3.0\"\nservices:\n");
        for (String service : SERVICES) {
            if (routes.stream().noneMatch(route -> route.service().equals(service))) {
                continue;
            }
            int place = SERVICES.indexOf(service);
            yaml.append("- name: ").append(service).append("\n  url: http://").append(service)
                    .append(place < 2 ? ".example.com:PORT" : ".internal:PORT").append(place % 2 == 0 ? "/base" : "")
                    .append("\n  routes:\n");
            for (int i = 0; i < routes.size(); i++) {
                if (routes.get(i).service().equals(service)) {
                    yaml.append(routes.get(i).yaml(i));
                }
            }
        }
        if (!plugins.isEmpty()) {
            yaml.append("plugins: [").append(String.join(", ", plugins)).append("]\n");
        }
        return yaml + World.CONSUMERS;
    }

    /// Smaller configurations that may still show the same.
    List<Scenario> smaller() {
        List<Scenario> smaller = new ArrayList<>();
        for (int i = 0; routes.size() > 1 && i < routes.size(); i++) {
            smaller.add(new Scenario(without(routes, i), plugins, api, undocumented, restUndocumented));
        }
        for (int i = 0; i < plugins.size(); i++) {
            smaller.add(new Scenario(routes, without(plugins, i), api, undocumented, restUndocumented));
        }
        for (int i = 0; i < routes.size(); i++) {
            for (Part part : routes.get(i).smaller()) {
                List<Part> changed = new ArrayList<>(routes);
                changed.set(i, part);
                smaller.add(new Scenario(changed, plugins, api, undocumented, restUndocumented));
            }
        }
        return smaller;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> fewer = new ArrayList<>(list);
        fewer.remove(index);
        return fewer;
    }
}
