/// Calls to services of AWS that plugins make: which Region and endpoint, with whose credentials, signed. The signer and the
/// chain of credentials are the SDK's; its service clients are not needed for one operation each. Start at [AwsSigner].
package dev.headgate.aws;
