/// What belongs to a configuration on this machine: watching its files for changes, and secrets. Start at [FileWatch].
package dev.headgate.local.configuration;
