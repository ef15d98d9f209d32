/// Readers of configuration files. They report every mistake in one run, each with its place, and drop nothing silently.
package dev.headgate.config;
