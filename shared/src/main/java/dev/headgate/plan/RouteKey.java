package dev.headgate.plan;

/// What API Gateway chooses a route by.
///
/// @param method upper-case; `ANY` for all that have no route of their own
public record RouteKey(String method, PathTemplate path) {
    /// Stands for all methods.
    public static final String ANY = "ANY";

    /// Whether there is a method that both take.
    boolean sharesMethodWith(RouteKey other) {
        return method.equals(ANY) || other.method.equals(ANY) || method.equals(other.method);
    }

    /// Whether API Gateway prefers this one for every request that both take.
    boolean isMoreSpecificThan(RouteKey other) {
        boolean pathWins = path.isMoreSpecificThan(other.path)
                && (other.method.equals(ANY) || method.equals(other.method));
        return pathWins || path.equals(other.path) && !method.equals(ANY) && other.method.equals(ANY);
    }

    /// Whether API Gateway gives to this one what the other one would take without it.
    public boolean takesFrom(RouteKey other) {
        return sharesMethodWith(other) && other.path.narrowed(path.segments(), path.isGreedy()).isPresent()
                && isMoreSpecificThan(other);
    }

    /// As API Gateway writes it: `GET /orders`.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
