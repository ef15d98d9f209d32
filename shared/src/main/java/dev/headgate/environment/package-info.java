/// What a deployed function is told by its environment variables: configuration, settings, tables. Start at
/// [FunctionEnvironment].
package dev.headgate.environment;
