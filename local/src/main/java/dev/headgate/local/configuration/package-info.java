/// The configuration as files on this machine: reading it, and watching it for changes. Start at [ConfigurationFiles].
package dev.headgate.local.configuration;
