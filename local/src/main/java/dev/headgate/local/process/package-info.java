/// Runs functions as Lambda does: each execution environment is a Java process of its own, with AWS's runtime interface
/// client, which asks our endpoint of the Runtime API for invocations. Start at [ProcessFunctions].
package dev.headgate.local.process;
