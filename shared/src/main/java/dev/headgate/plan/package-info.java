/// Where each route is served on AWS: by API Gateway itself, or by the router. Start at [Planner].
package dev.headgate.plan;
