/// A backend for the quickstart, so that its first requests have something to reach.
package dev.headgate.local.demo;
