/// HTTP calls that the gateway makes on its own account: to token issuers, log collectors, models. What it forwards for a
/// client goes through [dev.headgate.proxy] instead. Start at [WebClient].
package dev.headgate.web;
