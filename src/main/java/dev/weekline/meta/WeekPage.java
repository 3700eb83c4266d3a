package dev.weekline.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.Step.ReadPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a page of one week, or of a day of it. */
final class WeekPage implements PageBuilder<InsightsPage> {

    private final RowReader reader;
    private final List<InsightsRow> rows = new ArrayList<>();

    private WeekPage(RowReader reader) {
        this.reader = reader;
    }

    static PageReader<InsightsPage> reader(Question question, ReadPage page) {
        var rows = new RowReader(
                question.recipe(), page.fields(), question.week(), page.part().day(), question.actionTypes());
        return new PageReader<>(() -> new WeekPage(rows));
    }

    @Override
    public void add(JsonNode row) {
        rows.add(reader.read(row));
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public InsightsPage page(Optional<String> next) {
        return new InsightsPage(rows, next);
    }
}
