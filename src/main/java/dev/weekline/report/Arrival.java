package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Part;
import java.util.List;
import reactor.core.publisher.Mono;

/** What one question of a fetch brings, piece by piece and in order. It belongs to one subscriber. */
interface Arrival {

    /** Some rows came. */
    Mono<Void> page(Part part, List<InsightsRow> rows);

    /** Everything that came so far is void. */
    Mono<Void> anew();

    /** Everything has come. */
    Mono<Brought> end(List<Omission> omissions);
}
