package dev.headgate.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;

/// An invocation that comes from Headgate itself and not from Lambda.
public interface OwnInvocation extends Context {
    int MEMORY_MEBIBYTES = 512;

    /// Takes a message of the handler's.
    void log(String message);

    @Override
    default String getLogGroupName() {
        return "/aws/lambda/" + getFunctionName();
    }

    @Override
    default String getLogStreamName() {
        return "local";
    }

    @Override
    default String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    default String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + getFunctionName();
    }

    /// Null, as for every function that no mobile application calls.
    @Override
    default CognitoIdentity getIdentity() {
        return null;
    }

    /// Null, likewise.
    @Override
    default ClientContext getClientContext() {
        return null;
    }

    @Override
    default int getMemoryLimitInMB() {
        return MEMORY_MEBIBYTES;
    }

    @Override
    default LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                OwnInvocation.this.log(message);
            }

            @Override
            public void log(byte[] message) {
                OwnInvocation.this.log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
