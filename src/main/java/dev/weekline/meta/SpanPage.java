package dev.weekline.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.SpanInsights.SpanQuestion;
import dev.weekline.week.IsoWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One page of several weeks.
 *
 * @param rows of each week that has some, in our words
 * @param doubtful weeks of which something came that can't be right
 * @param stray whether something came that is of none of the weeks
 * @param next the cursor of the page after it; empty on the last page
 */
record SpanPage(Map<IsoWeek, List<InsightsRow>> rows, Set<IsoWeek> doubtful, boolean stray, Optional<String> next) {

    static PageReader<SpanPage> reader(SpanQuestion question, List<String> fields, List<IsoWeek> weeks) {
        var recipe = question.recipe();
        var readers = weeks.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        week -> new RowReader(recipe, fields, week, Optional.empty(), question.actionTypes())));
        return new PageReader<>(() -> new Builder(recipe, weeks, readers));
    }

    /** Tells by their dates which weeks rows are of, never by their place or number (contract of time ranges). */
    private static final class Builder implements PageBuilder<SpanPage> {

        private final Recipe recipe;
        private final List<IsoWeek> weeks;
        private final Map<IsoWeek, RowReader> readers;
        private final Map<IsoWeek, List<InsightsRow>> rows = new HashMap<>();
        private final Set<IsoWeek> doubtful = new HashSet<>();
        private boolean stray;
        private int number;

        private Builder(Recipe recipe, List<IsoWeek> weeks, Map<IsoWeek, RowReader> readers) {
            this.recipe = recipe;
            this.weeks = weeks;
            this.readers = readers;
        }

        @Override
        public void add(JsonNode row) {
            number++;
            try {
                add(row, date("date_start", row), date("date_stop", row));
            } catch (DateTimeParseException _) {
                stray = true;
            }
        }

        private void add(JsonNode row, LocalDate start, LocalDate stop) {
            var week = IsoWeek.containing(start);
            var reader = readers.get(week);
            try {
                if (reader != null) {
                    rows.computeIfAbsent(week, _ -> new ArrayList<>()).add(reader.read(row));
                } else if (!isBetween(start, stop)) {
                    doubt(start, stop);
                }
            } catch (UnexpectedAnswerException _) {
                doubt(start, stop);
            }
        }

        /** Days of a week that lies between those asked for come along with them. */
        private boolean isBetween(LocalDate start, LocalDate stop) {
            return recipe.daily()
                    && start.equals(stop)
                    && start.isAfter(weeks.getFirst().monday())
                    && start.isBefore(weeks.getLast().monday());
        }

        private void doubt(LocalDate start, LocalDate stop) {
            var touched = weeks.stream()
                    .filter(week ->
                            !week.sunday().isBefore(start) && !week.monday().isAfter(stop))
                    .toList();
            doubtful.addAll(touched);
            stray |= touched.isEmpty();
        }

        private static LocalDate date(String field, JsonNode row) {
            return LocalDate.parse(row.path(field).asText());
        }

        @Override
        public int rows() {
            return number;
        }

        @Override
        public SpanPage page(Optional<String> next) {
            return new SpanPage(rows, doubtful, stray, next);
        }
    }
}
