/// Plugins: what they may see and change, in which order they run, and the built-in ones. Start at [Plugin]; a small
/// example is the plugin correlation-id.
package dev.headgate.plugin;
