package dev.headgate.proxy;

import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// Gathers an answer's content up to a limit and remembers when the last of it came. One thread writes, another watches.
final class BoundedContent implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final int bytesMax;
    private final Ticker ticker;
    private volatile boolean tooLarge;
    private volatile boolean begun;
    private volatile long headNanos;
    private volatile long lastProgressNanos;
    private Flow.Subscription subscription;

    BoundedContent(int bytesMax, Ticker ticker) {
        this.bytesMax = bytesMax;
        this.ticker = ticker;
    }

    /// The head has come, and the content follows.
    BoundedContent of(@SuppressWarnings("unused") ResponseInfo head) {
        headNanos = ticker.nanos();
        lastProgressNanos = headNanos;
        begun = true;
        return this;
    }

    boolean hasBegun() {
        return begun;
    }

    long headNanos() {
        return headNanos;
    }

    long lastProgressNanos() {
        return lastProgressNanos;
    }

    /// Whether there was more than the limit.
    boolean isTooLarge() {
        return tooLarge;
    }

    BackendException refusal() {
        return new BackendException(Failure.TOO_LARGE, Progress.ANSWERING,
                "the answer has more than " + bytesMax + " bytes");
    }

    Progress progress() {
        return begun ? Progress.ANSWERING : Progress.SENT;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        lastProgressNanos = ticker.nanos();
        for (ByteBuffer piece : pieces) {
            if (content.size() + piece.remaining() > bytesMax) {
                tooLarge = true;
                whole.completeExceptionally(refusal());
                subscription.cancel();
                return;
            }
            byte[] octets = new byte[piece.remaining()];
            piece.get(octets);
            content.writeBytes(octets);
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(content.toByteArray());
    }
}
