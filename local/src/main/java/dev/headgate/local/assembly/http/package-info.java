/// An HTTP API as API Gateway serves it, made of a template's resources and of AWS's documentation, and of nothing that
/// Headgate's planner knows. Start at [HttpApi] for a request's way and at [HttpApis] for how a template becomes one.
package dev.headgate.local.assembly.http;
