/// Serves a cloud assembly on this machine: its APIs behind one port, its functions as processes or in this one, its tables
/// in the embedded DynamoDB. Start at [dev.headgate.local.assembly.serving.AssemblyGateway].
package dev.headgate.local.assembly.serving;
