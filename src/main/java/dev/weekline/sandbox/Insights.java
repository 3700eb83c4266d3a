package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answers queries about one account. Rows are made campaign by campaign as a page needs them, so that an account with
 * 100,000 ads costs no more memory than one campaign of it.
 */
final class Insights {

    private static final int MONTHS_WITH_REACH = 13;

    private final World world;
    private final Season season;
    private final Delivery delivery;

    Insights(World world) {
        this.world = world;
        this.season = new Season(world.account().trade());
        this.delivery = new Delivery(world);
    }

    /** The rows from {@code from} on, as they were known at {@code asOf}. */
    Page read(InsightsQuery query, Instant asOf, Position from) {
        var view = new View(query, asOf);
        return query.sort().isEmpty() ? collect(view, from, query.limit()) : sorted(view, from, query);
    }

    private Page collect(View view, Position from, int limit) {
        var rows = new ArrayList<Row>();
        var at = from;
        while (at.slice() < view.query.slices().size()) {
            var blocks = view.blocks(at.slice());
            while (at.block() < blocks.size()) {
                var block = blocks.get(at.block()).rows();
                while (at.row() < block.size()) {
                    if (rows.size() == limit) {
                        return new Page(rows, from, at, false);
                    }
                    rows.add(block.get(at.row()));
                    at = new Position(at.slice(), at.block(), at.row() + 1);
                }
                at = new Position(at.slice(), at.block() + 1, 0);
            }
            at = new Position(at.slice() + 1, 0, 0);
        }
        return new Page(rows, from, at, true);
    }

    /** Order needs all rows at once. */
    private Page sorted(View view, Position from, InsightsQuery query) {
        var all =
                new ArrayList<>(collect(view, Position.START, Integer.MAX_VALUE).rows());
        query.sort().ifPresent(sort -> all.sort(sort.order()));
        var start = Math.min(from.row(), all.size());
        var end = Math.min(start + query.limit(), all.size());
        return new Page(List.copyOf(all.subList(start, end)), from, new Position(0, 0, end), end == all.size());
    }

    /** Rows that are made together. */
    private interface Block {

        List<Row> rows();
    }

    /** A query at a moment. */
    private final class View {

        private final InsightsQuery query;
        private final Instant asOf;
        private final boolean tellsReach;

        private View(InsightsQuery query, Instant asOf) {
            this.query = query;
            this.asOf = asOf;
            var oldest = asOf.atZone(world.account().zone()).toLocalDate().minusMonths(MONTHS_WITH_REACH);
            this.tellsReach =
                    query.breakdown() == Breakdown.NONE || !query.since().isBefore(oldest);
        }

        private List<Block> blocks(int number) {
            var slice = query.slices().get(number);
            if (!query.breakdown().isOpen()) {
                return List.of();
            }
            var days = slice.days().stream()
                    .map(date -> AccountDay.of(world.account(), season, date, asOf))
                    .toList();
            var campaigns = world.running(slice.since(), slice.until());
            return query.level() == Level.ACCOUNT
                    ? List.of(() -> whole(campaigns, slice, days))
                    : campaigns.stream()
                            .<Block>map(campaign -> () -> within(campaign, slice, days))
                            .toList();
        }

        private List<Row> whole(List<Campaign> campaigns, Slice slice, List<AccountDay> days) {
            var groups = query.breakdown().groups();
            var sums = Stream.generate(Tally::new).limit(groups.size()).toList();
            var reaches = groups.stream()
                    .map(group -> new Reach(world.people() * group.people()))
                    .toList();
            for (var campaign : campaigns) {
                var tallies = delivered(campaign, days).row(0);
                for (var i = 0; i < groups.size(); i++) {
                    sums.get(i).add(tallies.get(i));
                    reaches.get(i).add(tallies.get(i).impressions(), audience(campaign, i));
                }
            }
            return rows(
                    new Subject.OfAccount(world.account()),
                    slice,
                    sums,
                    i -> reaches.get(i).count());
        }

        private List<Row> within(Campaign campaign, Slice slice, List<AccountDay> days) {
            var grid = delivered(campaign, days);
            return IntStream.range(0, grid.rows())
                    .boxed()
                    .flatMap(number -> {
                        var tallies = grid.row(number);
                        return rows(
                                subject(campaign, number),
                                slice,
                                tallies,
                                i -> Reach.of(tallies.get(i).impressions(), audience(campaign, i)))
                                .stream();
                    })
                    .toList();
        }

        private Grid delivered(Campaign campaign, List<AccountDay> days) {
            var grid = Grid.of(campaign, query.level(), query.breakdown());
            days.forEach(day -> delivery.add(campaign, day, grid));
            return grid;
        }

        private double audience(Campaign campaign, int group) {
            return campaign.lane().people()
                    * query.breakdown().groups().get(group).people();
        }

        /** What was not delivered has no row. */
        private List<Row> rows(Subject subject, Slice slice, List<Tally> tallies, ReachOfGroup reach) {
            var groups = query.breakdown().groups();
            return IntStream.range(0, groups.size())
                    .filter(i -> !tallies.get(i).isEmpty())
                    .mapToObj(i -> new Row(
                            subject,
                            slice,
                            groups.get(i).labels(),
                            tallies.get(i),
                            tellsReach ? Optional.of(reach.count(i)) : Optional.empty()))
                    .toList();
        }

        private Subject subject(Campaign campaign, int number) {
            var account = world.account();
            return switch (query.level()) {
                case AD -> new Subject.OfAd(account, campaign, number);
                case ADSET -> new Subject.OfAdSet(account, campaign, number);
                case CAMPAIGN -> new Subject.OfCampaign(account, campaign);
                case ACCOUNT -> new Subject.OfAccount(account);
            };
        }
    }

    private interface ReachOfGroup {

        long count(int group);
    }
}
