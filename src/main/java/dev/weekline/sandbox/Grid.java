package dev.weekline.sandbox;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What a campaign delivered, laid out in rows and groups of cells. Whatever the layout, the same delivery divides the
 * same way, so that sums agree between levels and between breakdowns to the last unit.
 */
final class Grid {

    private final Tally[][] tallies;
    private final IntUnaryOperator rowOfAd;
    private final Breakdown breakdown;
    private final boolean whole;

    private Grid(int rows, IntUnaryOperator rowOfAd, Breakdown breakdown, boolean whole) {
        this.tallies = new Tally[rows][breakdown.groups().size()];
        for (var row : tallies) {
            for (var group = 0; group < row.length; group++) {
                row[group] = new Tally();
            }
        }
        this.rowOfAd = rowOfAd;
        this.breakdown = breakdown;
        this.whole = whole;
    }

    /**
     * The same for some of the ads only. What falls on the others lands in a last row that nobody looks at, so that the
     * ads that count get what they get in the whole.
     */
    static Grid of(Campaign campaign, Level level, Breakdown breakdown, IntPredicate ads) {
        var all = of(campaign, level, breakdown);
        IntUnaryOperator row = ad -> ads.test(ad) ? all.rowOfAd.applyAsInt(ad) : all.rows();
        return new Grid(all.rows() + 1, row, breakdown, false);
    }

    /** A grid whose rows are what {@code level} has within a campaign; above ads and ad sets that is one row. */
    static Grid of(Campaign campaign, Level level, Breakdown breakdown) {
        return switch (level) {
            case AD -> new Grid(campaign.ads(), ad -> ad, breakdown, true);
            case ADSET -> new Grid(campaign.adSets(), campaign::setOf, breakdown, true);
            case CAMPAIGN, ACCOUNT -> new Grid(1, _ -> 0, breakdown, true);
        };
    }

    int rows() {
        return whole ? tallies.length : tallies.length - 1;
    }

    List<Tally> row(int row) {
        return List.of(tallies[row]);
    }

    /** The layout of one day. */
    Day on(Campaign campaign, AccountDay day) {
        return new Day(
                whole && rows() == 1 ? new long[] {1} : campaign.adWeights(day.date()),
                breakdown.cells().weights(campaign, day));
    }

    /** How one day's delivery falls on ads and cells. */
    final class Day {

        private final long[] ads;
        private final long[] cells;
        private final long[] adsSummedUp;
        private final long[] cellsSummedUp;

        private Day(long[] ads, long[] cells) {
            this.ads = ads;
            this.cells = cells;
            this.adsSummedUp = Shares.summedUp(ads);
            this.cellsSummedUp = Shares.summedUp(cells);
        }

        /**
         * Divides a total among ads and among cells, so that both add up: ad after ad takes its part from what is left
         * of each cell.
         */
        void divide(Measure measure, long total, Dice dice) {
            var left = Shares.of(total, cells, dice.with(breakdown.cells().name()));
            var parts = Shares.of(total, ads, dice.with("ads"));
            for (var ad = 0; ad < parts.length; ad++) {
                if (parts[ad] > 0) {
                    take(measure, ad, parts[ad], left, dice.with(ad));
                }
            }
        }

        private void take(Measure measure, int ad, long part, long[] left, Dice dice) {
            var pieces = Shares.of(part, left, dice);
            var row = tallies[rowOfAd.applyAsInt(ad)];
            for (var cell = 0; cell < pieces.length; cell++) {
                row[breakdown.groupOf(cell)].add(measure, pieces[cell]);
                left[cell] -= pieces[cell];
            }
        }

        /** Where one thing happened. */
        Tally pick(Dice dice) {
            var ad = Shares.pick(adsSummedUp, dice.with("ads"));
            var cell = Shares.pick(cellsSummedUp, dice.with(breakdown.cells().name()));
            return tallies[rowOfAd.applyAsInt(ad)][breakdown.groupOf(cell)];
        }
    }
}
