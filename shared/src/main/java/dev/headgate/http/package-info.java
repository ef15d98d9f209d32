/// HTTP values that the whole gateway shares: requests, responses, headers, bodies. Start at [Request].
package dev.headgate.http;
