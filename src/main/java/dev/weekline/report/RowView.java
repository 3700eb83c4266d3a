package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Recipe.Dimension;
import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A row as the API shows it: what it is about, its figures, and why a ranking is not among them. */
record RowView(Map<String, String> dimensions, Figures figures, List<Absence> absent) {

    private static final String NO_RANKING = "UNKNOWN";
    private static final BigDecimal RANKED_FROM = BigDecimal.valueOf(500);

    /** @param omissions what no row of the section has, which the section itself tells */
    static RowView of(StoredRow row, Section section, EventChoice events, List<Omission> omissions) {
        var lacking = omissions.stream().map(Omission::field).collect(Collectors.toSet());
        var shown = new LinkedHashMap<String, String>();
        var absent = new ArrayList<Absence>();
        for (var dimension : section.recipe().dimensions()) {
            var value = row.dimensions().get(dimension.word());
            if (isRanking(dimension) && (value == null || value.equals(NO_RANKING))) {
                if (lacking.contains(dimension.field())) {
                    continue;
                }
                absent.add(new Absence(dimension.word(), whyUnranked(row)));
            } else if (value != null) {
                shown.put(dimension.word(), value);
            }
        }
        return new RowView(shown, Figures.of(row.counts(), events), absent);
    }

    void write(JsonGenerator json, String currency) throws IOException {
        json.writeStartObject();
        for (var dimension : dimensions.entrySet()) {
            json.writeStringField(dimension.getKey(), dimension.getValue());
        }
        Json.figures(json, figures, currency);
        if (!absent.isEmpty()) {
            json.writeFieldName("absent");
            ReportJson.absent(json, absent);
        }
        json.writeEndObject();
    }

    private static boolean isRanking(Dimension dimension) {
        return dimension.field().endsWith("_ranking");
    }

    /** Meta ranks an ad only from 500 impressions on (Help Center, ad relevance diagnostics). */
    private static String whyUnranked(StoredRow row) {
        var impressions = row.counts().given().getOrDefault(Metric.IMPRESSIONS, BigDecimal.ZERO);
        return impressions.compareTo(RANKED_FROM) < 0 ? Absence.BELOW_500_IMPRESSIONS : Absence.NOT_RETURNED;
    }
}
