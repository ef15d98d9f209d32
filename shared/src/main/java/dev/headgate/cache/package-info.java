/// Answers that are kept to be given again. Start at [CacheStore].
package dev.headgate.cache;
