/// OpenID providers: where their keys are found, how they are fetched, kept and refreshed. Start at [OpenIdProviders].
package dev.headgate.identity.oidc;
