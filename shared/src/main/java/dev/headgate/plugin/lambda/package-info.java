/// Kong's aws-lambda: a function answers instead of a backend. Start at [AwsLambda].
package dev.headgate.plugin.lambda;
