/// How a target of an upstream is chosen for a request: Kong's four algorithms, as functions of addresses and of what this
/// process has seen of them. Start at [Algorithm].
package dev.headgate.balancer;
