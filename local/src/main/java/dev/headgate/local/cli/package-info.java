/// The command headgate: arguments in, text and an exit code out. Start at [Headgate].
package dev.headgate.local.cli;
