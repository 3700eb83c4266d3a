package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All rows of a section as one table, read page by page as fast as its reader takes it. No connection to the database
 * is held between two pages.
 *
 * @param pages the page after a place, and the first one after no place
 * @param rowCount how many rows there must be in the end
 */
record SectionTable(SectionCsv csv, Function<Optional<RowPlace>, Mono<SectionRows.Page>> pages, long rowCount) {

    private static final int PAGE = 1_000;
    private static final int SORTED_PAGE = 5_000;

    /** Rows that are read, and then sent, at once; more of them where the whole section is sorted for each page. */
    static int pageSize(RowSort sort) {
        return sort.isIndexed() ? PAGE : SORTED_PAGE;
    }

    /**
     * The answer, once the first page is there: what fails before that is a problem like any other, what fails later
     * breaks off the transfer, so that nobody takes a part of the table for all of it.
     */
    Mono<HttpResponse<?>> respond() {
        return pages.apply(Optional.empty()).map(first -> csv.respond(table(first)));
    }

    /** The table in pieces; an error signal where it ends without the rows that it should have. */
    Flux<byte[]> table(SectionRows.Page first) {
        return Flux.defer(() -> {
            var sent = new AtomicLong();
            return Mono.just(first)
                    .expand(page -> page.next()
                            .map(cursor -> pages.apply(Optional.of(cursor.place())))
                            .orElseGet(Mono::empty))
                    .doOnNext(page -> sent.addAndGet(page.rows().size()))
                    .map(page -> csv.lines(page.rows()))
                    .startWith(csv.header())
                    .map(text -> text.getBytes(UTF_8))
                    .concatWith(Mono.defer(() -> sent.get() == rowCount ? Mono.empty() : Mono.error(cutShort(sent))));
        });
    }

    private IllegalStateException cutShort(AtomicLong sent) {
        return new IllegalStateException("Of " + rowCount + " rows only " + sent + " are left");
    }
}
