/// REST APIs of a cloud assembly, answered as API Gateway documents it. A request goes the way that it goes on AWS: stage,
/// resource and method, throttle, resource policy, authorizer, cache, integration; what goes wrong on it is answered by a
/// gateway response. Knows nothing of how the assembly was planned. Start at [RestApis] and [RestApiServer].
package dev.headgate.local.assembly.rest;
