package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Without;
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

    /** Takes in what Meta says of a piece; empty while more is to come. */
    default Mono<Brought> take(MetaAnswer answer, AskedPiece piece) {
        return switch (answer) {
            case Page(var part, var rows) -> page(part, rows).then(Mono.empty());
            case Anew _ -> anew().then(Mono.empty());
            case Without(var omissions) -> end(omissions);
            // Half a section is none.
            case Failure failure -> anew().thenReturn(piece.failed(failure));
        };
    }
}
