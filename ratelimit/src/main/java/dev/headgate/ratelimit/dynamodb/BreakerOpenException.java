package dev.headgate.ratelimit.dynamodb;

import software.amazon.awssdk.core.exception.SdkClientException;

/// A call was not made, since those before it have not been answered. [GuardedClient] says for how long that is so.
public final class BreakerOpenException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    BreakerOpenException() {
        super(builder().message("not asked, since calls before have not been answered"));
    }
}
