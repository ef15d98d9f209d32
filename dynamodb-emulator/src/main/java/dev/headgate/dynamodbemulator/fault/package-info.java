/// Faults on demand, for tests of what uses the endpoint: start at [Faults].
package dev.headgate.dynamodbemulator.fault;
