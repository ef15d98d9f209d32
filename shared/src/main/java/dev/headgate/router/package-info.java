/// The way of a request through the gateway, and of its authentication before that; the Lambda handlers are thin shells
/// around it.
package dev.headgate.router;
