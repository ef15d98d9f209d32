/// The authorizer function. Start at [AuthorizerHandler].
package dev.headgate.authorizer;
