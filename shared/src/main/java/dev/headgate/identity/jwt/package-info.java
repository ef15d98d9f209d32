/// Signed tokens: strict reading of the compact form (RFC 7515), the keys that may verify it (RFC 7517), and the checks of
/// claims (RFC 7519, RFC 8725). Start at [JwtVerifier], which is the list of checks, and at [TokenProblem], which is the
/// list of refusals.
package dev.headgate.identity.jwt;
