package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.report.Filling;
import dev.weekline.report.Spans;
import dev.weekline.report.Spans.FilledWeek;
import dev.weekline.work.Lease;
import jakarta.inject.Singleton;
import java.util.List;
import reactor.core.publisher.Flux;

/** One week as readers have it fetched, several together. */
@Singleton
final class FetchingFromMeta implements Fetching {

    private final Filling filling;
    private final Spans spans;

    FetchingFromMeta(Filling filling, Spans spans) {
        this.filling = filling;
        this.spans = spans;
    }

    @Override
    public boolean hasRoom() {
        return filling.hasRoom();
    }

    @Override
    public Flux<FilledWeek> fill(Account account, List<Lease> leases) {
        var first = leases.getFirst();
        return leases.size() == 1
                ? filling.fill(account, first)
                        .map(filled -> new FilledWeek(first, filled))
                        .flux()
                : spans.fill(account, leases);
    }
}
