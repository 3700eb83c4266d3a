package dev.weekline.account;

import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.EventMapping;
import dev.weekline.metric.KpiTargets;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.util.Optional;

/** The columns of {@code account_kpis}, also where it is joined to something else. */
public final class KpiColumns {

    /** To be selected, of a table that is called {@code kpi}. */
    public static final String ALL = "kpi.primary_event, kpi.cost_per_lead, kpi.cost_per_action, kpi.roas, kpi.mapping";

    private KpiColumns() {}

    /** The KPIs of a row; none where the account has no row. */
    public static Kpis read(Row row) {
        var mapping = row.get("mapping", String.class);
        return mapping == null
                ? Kpis.NONE
                : new Kpis(
                        new KpiTargets(
                                Optional.ofNullable(row.get("primary_event", String.class))
                                        .flatMap(BusinessEvent::named),
                                decimal(row, "cost_per_lead"),
                                decimal(row, "cost_per_action"),
                                decimal(row, "roas")),
                        EventMapping.parse(mapping));
    }

    private static Optional<BigDecimal> decimal(Row row, String column) {
        return Optional.ofNullable(row.get(column, BigDecimal.class));
    }
}
