package dev.weekline.sandbox;

import dev.weekline.sandbox.SandboxAccount.Trade;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/** How much a day moves a trade's customers, and what a day does to the price of attention; 1 is an ordinary day. */
final class Season {

    private static final LocalDate ORDINARY = LocalDate.of(2025, 1, 1);
    private static final double GROWTH_A_YEAR = 0.14;
    private static final double DAYS_A_YEAR = 365.25;

    private final Trade trade;

    Season(Trade trade) {
        this.trade = trade;
    }

    double demand(LocalDate day) {
        return growth(day) * timeOfYear(day) * weekday(day.getDayOfWeek()) * holidays(day);
    }

    /** Attention is dearest before Christmas and cheapest in January. */
    double price(LocalDate day) {
        return switch (day.getMonth()) {
            case NOVEMBER -> 1.25;
            case DECEMBER -> day.getDayOfMonth() < 24 ? 1.3 : 0.9;
            case JANUARY -> 0.82;
            default -> 1;
        };
    }

    private double growth(LocalDate day) {
        var years = (day.toEpochDay() - ORDINARY.toEpochDay()) / DAYS_A_YEAR;
        return Math.clamp(StrictMath.exp(GROWTH_A_YEAR * years), 0.5, 2.0);
    }

    private double timeOfYear(LocalDate day) {
        return switch (trade) {
            case STEADY, AWKWARD -> 1;
            case FASHION -> 1 + wave(day, 290, 0.12) + twiceAYear(day, 100, 0.1);
            case OUTDOOR -> 1 + wave(day, 160, 0.22) + twiceAYear(day, 350, 0.08);
            case HOTEL -> 1 + wave(day, 180, 0.35);
        };
    }

    private static double wave(LocalDate day, int peak, double height) {
        return height * StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - peak) / DAYS_A_YEAR);
    }

    private static double twiceAYear(LocalDate day, int peak, double height) {
        return height * StrictMath.cos(4 * Math.PI * (day.getDayOfYear() - peak) / DAYS_A_YEAR);
    }

    private double weekday(DayOfWeek day) {
        return switch (trade) {
            case STEADY, AWKWARD -> 1;
            case FASHION ->
                switch (day) {
                    case SUNDAY -> 1.18;
                    case SATURDAY -> 0.96;
                    case MONDAY -> 1.06;
                    case FRIDAY -> 0.9;
                    default -> 1;
                };
            case OUTDOOR ->
                switch (day) {
                    case THURSDAY -> 1.12;
                    case FRIDAY -> 1.08;
                    case SATURDAY -> 0.84;
                    default -> 0.99;
                };
            case HOTEL ->
                switch (day) {
                    case SUNDAY, MONDAY -> 1.2;
                    case FRIDAY, SATURDAY -> 0.75;
                    default -> 1;
                };
        };
    }

    private double holidays(LocalDate day) {
        return switch (trade) {
            case STEADY, AWKWARD -> 1;
            case FASHION, OUTDOOR -> shopping(day);
            case HOTEL -> travelling(day);
        };
    }

    private static double shopping(LocalDate day) {
        var fromBlackFriday = day.toEpochDay() - blackFriday(day.getYear()).toEpochDay();
        if (fromBlackFriday >= -1 && fromBlackFriday <= 3) {
            return fromBlackFriday == 0 ? 2.6 : fromBlackFriday == 3 ? 2.1 : 1.7;
        }
        if (day.getMonth() == Month.DECEMBER) {
            return day.getDayOfMonth() <= 20 ? 1.3 : day.getDayOfMonth() <= 26 ? 0.5 : 1.1;
        }
        return 1;
    }

    private static LocalDate blackFriday(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY))
                .plusDays(1);
    }

    /** People dream of summer in January and go away for a weekend in the middle of February. */
    private static double travelling(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> 1.3;
            case FEBRUARY -> day.getDayOfMonth() >= 8 && day.getDayOfMonth() <= 14 ? 1.4 : 1;
            case DECEMBER -> day.getDayOfMonth() >= 26 ? 1.35 : 0.8;
            default -> 1;
        };
    }
}
