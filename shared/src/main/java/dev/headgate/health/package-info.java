/// Which addresses of an upstream are healthy: what answers and probes tell, by the rules of Kong's health checks, and how
/// environments share it. Start at [UpstreamHealth].
package dev.headgate.health;
