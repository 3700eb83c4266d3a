package dev.weekline.sandbox;

import java.util.concurrent.CountDownLatch;

/** Where answers wait while they are held back. */
final class Gate {

    private volatile CountDownLatch latch = new CountDownLatch(0);

    synchronized void close() {
        if (latch.getCount() == 0) {
            latch = new CountDownLatch(1);
        }
    }

    synchronized void open() {
        latch.countDown();
    }

    void pass() throws InterruptedException {
        latch.await();
    }
}
