package dev.weekline.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.EventMapping;
import dev.weekline.metric.KpiTargets;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** KPIs as the API takes and shows them. A property that is left out, or null, is not set. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record KpisView(
        @Nullable String primaryEvent,
        @Nullable Targets targets,
        @Nullable ActionTypes actionTypes) {

    /** Targets, by the figures that they are for. */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Targets(
            @Nullable BigDecimal costPerLead,
            @Nullable BigDecimal costPerAction,
            @Nullable BigDecimal roas) {

        private static final int MOST_DECIMALS = 6;
        private static final int MOST_DIGITS = 12;

        /** Only looks at the exponent before it writes any number out: a few characters may stand for millions. */
        private static Optional<BigDecimal> checked(@Nullable BigDecimal target, String name) {
            if (target == null) {
                return Optional.empty();
            }
            var exact = target.stripTrailingZeros();
            if (target.signum() <= 0
                    || exact.scale() > MOST_DECIMALS
                    || exact.precision() - exact.scale() > MOST_DIGITS) {
                throw invalid(
                        "targets." + name,
                        "%s is above zero and has up to %d digits and up to %d decimals"
                                .formatted(name, MOST_DIGITS, MOST_DECIMALS));
            }
            return Optional.of(exact.setScale(Math.max(0, exact.scale())));
        }
    }

    /** Action types, by the events that they stand for. */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record ActionTypes(
            @Nullable List<@Nullable String> leads,
            @Nullable List<@Nullable String> purchases,
            @Nullable List<@Nullable String> registrations) {

        private static ActionTypes of(EventMapping mapping) {
            return new ActionTypes(
                    mapping.own().get(BusinessEvent.LEAD),
                    mapping.own().get(BusinessEvent.PURCHASE),
                    mapping.own().get(BusinessEvent.REGISTRATION));
        }

        private EventMapping mapping() {
            var own = new EnumMap<BusinessEvent, List<String>>(BusinessEvent.class);
            put(own, BusinessEvent.LEAD, leads);
            put(own, BusinessEvent.PURCHASE, purchases);
            put(own, BusinessEvent.REGISTRATION, registrations);
            return new EventMapping(own);
        }

        private static void put(
                Map<BusinessEvent, List<String>> own, BusinessEvent event, @Nullable List<@Nullable String> types) {
            if (types == null) {
                return;
            }
            if (types.isEmpty()
                    || types.size() > EventMapping.MOST_TYPES
                    || !types.stream().allMatch(type -> type != null && EventMapping.isActionType(type))
                    || new HashSet<>(types).size() < types.size()) {
                throw invalid(
                        "actionTypes." + event.word(),
                        "%s lists 1 to %d of Meta's action types, each once: letters, digits, dots and underscores"
                                .formatted(event.word(), EventMapping.MOST_TYPES));
            }
            own.put(event, types.stream().map(String::valueOf).toList());
        }
    }

    static KpisView of(Kpis kpis) {
        var targets = kpis.targets();
        return new KpisView(
                targets.primaryEvent().map(BusinessEvent::word).orElse(null),
                new Targets(
                        targets.costPerLead().orElse(null),
                        targets.costPerAction().orElse(null),
                        targets.roas().orElse(null)),
                ActionTypes.of(kpis.mapping()));
    }

    /** @throws ProblemException that names what can't be meant */
    Kpis kpis() {
        var wanted = targets == null ? new Targets(null, null, null) : targets;
        var event = Optional.ofNullable(primaryEvent).map(KpisView::event);
        if (wanted.costPerAction() != null && event.isEmpty()) {
            throw invalid("primaryEvent", "primaryEvent is missing: it says which action costPerAction is about");
        }
        return new Kpis(
                new KpiTargets(
                        event,
                        Targets.checked(wanted.costPerLead(), "costPerLead"),
                        Targets.checked(wanted.costPerAction(), "costPerAction"),
                        Targets.checked(wanted.roas(), "roas")),
                actionTypes == null ? EventMapping.USUAL : actionTypes.mapping());
    }

    private static BusinessEvent event(String word) {
        return BusinessEvent.named(word)
                .orElseThrow(() -> invalid("primaryEvent", "primaryEvent is leads, purchases or registrations"));
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
    }
}
