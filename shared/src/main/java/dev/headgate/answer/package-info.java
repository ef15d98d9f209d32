/// Answers that the gateway gives by itself, in Kong's shapes. Start at [Answers].
package dev.headgate.answer;
