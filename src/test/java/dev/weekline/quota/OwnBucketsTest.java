package dev.weekline.quota;

import java.time.Duration;

class OwnBucketsTest extends BucketsContract {

    private final VirtualTime time = new VirtualTime();
    private final OwnBuckets buckets = new OwnBuckets(new ServiceTime(time));

    @Override
    Buckets buckets() {
        return buckets;
    }

    @Override
    void pass(Duration duration) {
        time.pass(duration);
    }
}
