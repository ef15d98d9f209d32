/// The router function. Start at [RouterHandler].
package dev.headgate.functions;
