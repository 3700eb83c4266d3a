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

    /** Lets go those who wait and holds back those who come. */
    synchronized void pulse() {
        latch.countDown();
        latch = new CountDownLatch(1);
    }

    /** What whoever comes now has to wait for, also if he goes there later. */
    CountDownLatch latch() {
        return latch;
    }

    void pass() throws InterruptedException {
        latch.await();
    }
}
