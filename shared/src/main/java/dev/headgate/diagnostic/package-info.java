/// What is wrong with a configuration, where it stands and what to write instead. Start at [Diagnostic].
package dev.headgate.diagnostic;
