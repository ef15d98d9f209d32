package dev.headgate.dynamodbemulator.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// Requests that meet it wait, unapplied, until it is released; then they go on as if nothing had been, even if their
/// client has given up. Closing the endpoint ends those still waiting, unapplied. Thread-safe.
public final class Hang implements Fault {
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);

    /// Waits until that many requests more than those waited for before have met it.
    public void awaitArrivals(int requests) throws InterruptedException {
        arrived.acquire(requests);
    }

    /// Lets all requests go on, those waiting and those yet to come.
    public void release() {
        released.countDown();
    }

    /// What a request does that meets it.
    public void pass() throws InterruptedException {
        arrived.release();
        released.await();
    }
}
