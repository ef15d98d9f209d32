/// Who is calling: credentials, tokens, and the consumers behind them. Start at [Identity] and [CredentialStore].
package dev.headgate.identity;
