package dev.headgate.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// An invocation that nobody made. What is logged of it goes nowhere.
public record RehearsalContext() implements Context {
    private static final int REMAINING_MILLIS = 10_000;
    private static final int MEMORY_MEBIBYTES = 512;

    @Override
    public String getAwsRequestId() {
        return "rehearsal";
    }

    @Override
    public String getLogGroupName() {
        return "";
    }

    @Override
    public String getLogStreamName() {
        return "";
    }

    @Override
    public String getFunctionName() {
        return "rehearsal";
    }

    @Override
    public String getFunctionVersion() {
        return "";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "";
    }

    /// As for every function that no mobile application calls.
    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    /// Likewise.
    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return REMAINING_MILLIS;
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY_MEBIBYTES;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                // Nobody is to read it.
            }

            @Override
            public void log(byte[] message) {
                // Likewise.
            }
        };
    }
}
