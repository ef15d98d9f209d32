package dev.headgate.authorizer;

/// A request that no router will see cannot be judged by its credential: its path could mean another one to the backend.
/// API Gateway answers 500, which lets nothing pass and is not kept for other requests.
final class UnprovenRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnprovenRequestException() {
        super("the request's path could mean another one to the backend");
    }
}
