package dev.weekline.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of one query as they look at one moment, in blocks that are made when they are needed. */
final class InsightsView {

    private final World world;
    private final InsightsQuery query;
    private final Instant asOf;
    private final LocalDate today;
    private final boolean tellsReach;
    private final Season season;
    private final Delivery delivery;
    private final boolean tellsDevices;

    InsightsView(World world, boolean tellsDevices, InsightsQuery query, Instant asOf) {
        this.world = world;
        this.query = query;
        this.asOf = asOf;
        this.today = asOf.atZone(world.account().zone()).toLocalDate();
        this.tellsDevices = tellsDevices;
        this.tellsReach = !query.losesReach(today);
        this.season = new Season(world.account().trade());
        this.delivery = new Delivery(world);
    }

    int slices() {
        return query.slices().size();
    }

    /** The blocks of a slice: one for the account, or one for each campaign. */
    List<Supplier<List<Row>>> blocks(int number) {
        var slice = query.slices().get(number);
        var days = slice.daysUpTo(today)
                .map(date -> AccountDay.of(world.account(), season, date, asOf))
                .toList();
        if (days.isEmpty() || query.breakdown().needsDevices() && !tellsDevices) {
            return List.of();
        }
        var campaigns = world.running(slice.since(), days.getLast().date()).stream()
                .filter(this::wants)
                .toList();
        return query.level() == Level.ACCOUNT
                ? List.of(() -> ofAccount(campaigns, slice, days))
                : campaigns.stream()
                        .<Supplier<List<Row>>>map(campaign -> () -> ofCampaign(campaign, slice, days))
                        .toList();
    }

    private List<Row> ofAccount(List<Campaign> campaigns, Slice slice, List<AccountDay> days) {
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
        var account = new Subject.OfAccount(world.account());
        return rows(account, slice, sums, group -> reaches.get(group).count());
    }

    private List<Row> ofCampaign(Campaign campaign, Slice slice, List<AccountDay> days) {
        var grid = delivered(campaign, days);
        var rows = new ArrayList<Row>();
        for (var i = 0; i < grid.rows(); i++) {
            var tallies = grid.row(i);
            rows.addAll(rows(
                    subject(campaign, i),
                    slice,
                    tallies,
                    group -> Reach.of(tallies.get(group).impressions(), audience(campaign, group))));
        }
        return rows;
    }

    private Grid delivered(Campaign campaign, List<AccountDay> days) {
        var grid = looksAtAds()
                ? Grid.of(campaign, query.level(), query.breakdown(), ad -> wants(campaign, ad))
                : Grid.of(campaign, query.level(), query.breakdown());
        days.forEach(day -> delivery.add(campaign, day, grid));
        return grid;
    }

    private boolean wants(Campaign campaign) {
        var subject = new Subject.OfCampaign(world.account(), campaign);
        return (query.node().campaign().isEmpty()
                        || query.node().campaign().get().equals(campaign))
                && query.filters().wants(subject, today);
    }

    private boolean wants(Campaign campaign, int ad) {
        var subject = new Subject.OfAd(world.account(), campaign, ad);
        return subject.isWithin(query.node()) && query.filters().wants(subject, today);
    }

    private boolean looksAtAds() {
        return query.node().adSet().isPresent() || query.filters().lookAtAds();
    }

    private double audience(Campaign campaign, int group) {
        return campaign.lane().people() * query.breakdown().groups().get(group).people();
    }

    /** What was not delivered has no row. */
    private List<Row> rows(Subject subject, Slice slice, List<Tally> tallies, IntToLongFunction reach) {
        var groups = query.breakdown().groups();
        return IntStream.range(0, groups.size())
                .filter(i -> !tallies.get(i).isEmpty())
                .<Row>mapToObj(i -> new Row(
                        subject,
                        slice,
                        groups.get(i).labels(),
                        tallies.get(i),
                        tellsReach ? Optional.of(reach.applyAsLong(i)) : Optional.empty()))
                .filter(query.filters()::wants)
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
