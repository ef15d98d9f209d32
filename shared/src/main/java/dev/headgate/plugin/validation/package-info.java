/// Schemas of request bodies and parameters, for request-validator. JSON Schema is evaluated by a library, with the
/// keywords replaced that would let a request take long ([JsonSchema]); Kong's own schema form is [KongSchema].
package dev.headgate.plugin.validation;
