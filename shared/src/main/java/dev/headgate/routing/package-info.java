/// Which route a request belongs to, and what path its service sees: Kong's `traditional_compatible` router. Start at
/// [RouteTable], then [Match] and [UpstreamPath].
package dev.headgate.routing;
