/// The DynamoDB tables that Headgate keeps, for whoever creates them. Start at [Tables].
package dev.headgate.tables;
