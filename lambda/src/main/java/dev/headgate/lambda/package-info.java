/// What the functions have in common with Lambda's runtime beside their handlers: [FunctionSnapshot], [Invocations], [OwnInvocation].
package dev.headgate.lambda;
