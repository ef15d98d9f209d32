/// The stacks of a deployment, made of a Kong file and the settings in `cdk.json`. Start at [CdkApp].
package dev.headgate.cdk;
