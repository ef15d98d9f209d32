/// What changes for traffic from one configuration to another. Start at [Difference].
package dev.headgate.difference;
