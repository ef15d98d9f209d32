package dev.headgate.authorizer;

/// A plugin could not say whether a credential is good. API Gateway answers 500, which lets nothing pass. The message names
/// the plugin and the status that Kong would answer.
final class AuthenticationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuthenticationFailedException(String plugin, int status) {
        super("the plugin " + plugin + " answered " + status);
    }
}
