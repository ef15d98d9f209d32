/// Which route a request belongs to, and what path its service sees. Start at [RouteTable].
package dev.headgate.routing;
