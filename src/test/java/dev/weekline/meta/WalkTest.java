package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Page;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** How fast a walk goes, and how it is broken off. */
class WalkTest {

    private static final Insights.Question CAMPAIGNS = GraphRig.question(Section.CAMPAIGNS.recipe());

    private final Scheduler timer = Schedulers.newSingle("walk");
    private final GraphRig rig = new GraphRig().on(timer);
    private final Taker taker = new Taker();

    @AfterEach
    void close() {
        rig.close();
        timer.dispose();
    }

    @Test
    void aPageIsAskedForWhenItIsWantedAndNotBefore() throws InterruptedException {
        rig.graph
                .answers(page("c1", campaign("1")))
                .answers(page("c2", campaign("2")))
                .answers(lastPage(campaign("3")));

        rig.insights().ask(CAMPAIGNS, rig.calls::add).subscribe(taker);
        for (var wanted = 0; wanted < 3; wanted++) {
            settle();
            assertThat(rig.quota.taken()).hasSize(wanted);
            taker.request(1);
            assertThat(taker.taken()).isInstanceOf(Page.class);
        }

        assertThat(taker.isOver()).isTrue();
        assertThat(rig.quota.taken()).hasSize(3);
    }

    @Test
    void whoWantsAllPagesAtOnceGetsThemInTurn() throws InterruptedException {
        rig.graph.answers(page("c1", campaign("1"))).answers(page("c2")).answers(lastPage());

        rig.insights().ask(CAMPAIGNS, rig.calls::add).subscribe(taker);
        taker.requestUnbounded();

        assertThat(taker.isOver()).isTrue();
        assertThat(rig.calls).extracting(GraphCall::page).containsExactly(1, 2, 3);
    }

    @Test
    void whoLeavesAfterAPageCausesNoOther() throws InterruptedException {
        rig.graph.answers(page("c1", campaign("1"))).answers(lastPage());

        rig.insights().ask(CAMPAIGNS, rig.calls::add).take(1).blockLast();
        settle();

        assertThat(rig.quota.taken()).hasSize(1);
        assertThat(rig.calls).extracting(GraphCall::outcome).containsExactly("ok");
    }

    @Test
    void whoLeavesDuringACallAbandonsItAndCausesNoOther() throws InterruptedException {
        rig.graph.hangs();
        rig.insights().ask(CAMPAIGNS, rig.calls::add).subscribe(taker);
        taker.requestUnbounded();
        rig.graph.awaitQuestion();

        taker.cancel();
        settle();

        assertThat(rig.calls).extracting(GraphCall::outcome).containsExactly("abandoned");
        assertThat(rig.quota.taken()).hasSize(1);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void everySubscriberWalksFromTheFirstPage() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .answers(lastPage(campaign("2")))
                .answers(lastPage(campaign("9")));
        var walk = rig.insights().ask(CAMPAIGNS, rig.calls::add);

        assertThat(requireNonNull(walk.collectList().block())).hasSize(2);
        assertThat(requireNonNull(walk.collectList().block())).hasSize(1);

        assertThat(rig.graph.asked().getLast().query()).doesNotContainKey("after");
    }

    /** Everything that was under way on the one thread of the walk is done after this. */
    private void settle() throws InterruptedException {
        var done = new CountDownLatch(1);
        timer.schedule(done::countDown);
        assertThat(done.await(10, SECONDS)).isTrue();
    }

    /** Takes only what it is told to. */
    private static final class Taker extends BaseSubscriber<MetaAnswer> {

        private final BlockingQueue<MetaAnswer> taken = new LinkedBlockingQueue<>();
        private final CountDownLatch over = new CountDownLatch(1);

        MetaAnswer taken() throws InterruptedException {
            return requireNonNull(taken.poll(10, SECONDS), "No page came");
        }

        boolean isOver() throws InterruptedException {
            return over.await(10, SECONDS);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(MetaAnswer answer) {
            taken.add(answer);
        }

        @Override
        protected void hookFinally(SignalType type) {
            over.countDown();
        }
    }
}
