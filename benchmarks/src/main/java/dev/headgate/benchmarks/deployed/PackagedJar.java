package dev.headgate.benchmarks.deployed;

/// A jar of the functions' package.
///
/// @param file its name, version included
record PackagedJar(String file, long bytes) {}
