package dev.headgate.plan;

/// Why something cannot be placed natively. A code keeps its meaning for ever.
public enum ReasonCode {
    POLICY("The settings place everything on the router."),
    SERVICE("The route has no service: a plugin answers it."),
    PROTOCOLS("The route does not take HTTPS, and API Gateway takes nothing else."),
    HOSTS("API Gateway's routes do not look at the host."),
    HEADERS("API Gateway's routes do not look at header fields."),
    SNIS("API Gateway's routes do not look at server names."),
    PATHS("A route without paths takes any path."),
    EXPRESSION("The expression takes less or more than whole segments, or is not bound to the end of the path."),
    CHARACTERS(
            "API Gateway's routes have only letters, digits and `.`, `_`, `~`, `-` in their segments, none of them empty."),
    METHODS("API Gateway has no routes for this method."),
    OVERLAP("Another route is tried before and can take some of the same requests, and no key tells them apart."),
    PLUGIN("A plugin has to run, or has no native form as it is configured."),
    AUTH("The settings have the router refuse callers (`auth: strict`)."),
    BACKEND("API Gateway cannot call this backend as Kong does."),
    SHARED_BACKEND(
            "Another route to the same backend has other plugins, which dot segments in a variable might lead past."),
    BUDGET("The API has no room for another key."),
    SIBLINGS("A REST API cannot have a variable segment beside a greedy one."),
    DIFFERENCE("It would differ in a way that the policy does not accept.");

    private final String meaning;

    ReasonCode(String meaning) {
        this.meaning = meaning;
    }

    /// What it says, in a sentence of Markdown.
    public String meaning() {
        return meaning;
    }
}
