/// What is told AWS X-Ray of a request: a document, and the way to X-Ray's daemon. Start at [XRayDaemon].
package dev.headgate.xray;
