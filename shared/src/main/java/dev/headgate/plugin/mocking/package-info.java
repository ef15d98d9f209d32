/// API descriptions (OpenAPI 3, Swagger 2) as far as the plugin mocking needs them: which operation a request means, and
/// what it could be answered. Start at [ApiDescription].
package dev.headgate.plugin.mocking;
