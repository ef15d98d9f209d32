package dev.headgate.plugin;

/// A plugin that counts in [Resources#counters]: the router cannot run it without a store.
public interface CountingPlugin extends Plugin {}
