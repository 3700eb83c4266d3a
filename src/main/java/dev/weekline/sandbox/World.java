package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that an account advertises, at any time. It is made of the account alone and never changes. */
final class World {

    private static final LocalDate BEFORE_ANY_BEGAN = LocalDate.of(2010, 1, 1);

    private final SandboxAccount account;
    private final List<Lane> lanes;
    private final double people;

    World(SandboxAccount account) {
        this.account = account;
        this.lanes = lanesOf(account);
        this.people = peopleOf(lanes);
    }

    SandboxAccount account() {
        return account;
    }

    Coin coin() {
        return Coin.of(account.currency());
    }

    /** How many people all audiences hold together, each person counted once. */
    double people() {
        return people;
    }

    /** The campaigns that run on some day of a span, always in the same order. */
    List<Campaign> running(LocalDate since, LocalDate until) {
        return lanes.stream().flatMap(lane -> lane.running(since, until)).toList();
    }

    /** Every campaign that has begun by then, always in the same order. */
    List<Campaign> begun(LocalDate today) {
        return running(BEFORE_ANY_BEGAN, today);
    }

    /** What had such an id by then. */
    Optional<Subject> find(String id, LocalDate today) {
        return SubjectId.parse(id)
                .flatMap(parts -> campaign(parts, today).flatMap(it -> parts.within(account, it)))
                .filter(subject -> subject.id().equals(id));
    }

    private Optional<Campaign> campaign(SubjectId parts, LocalDate today) {
        var lane = parts.level() == Level.CAMPAIGN
                ? lanes.stream().skip(parts.number()).findFirst()
                : lanes.stream()
                        .filter(it -> it.firstAd() <= parts.number() && parts.number() < it.firstAd() + it.ads())
                        .findFirst();
        return lane.map(it -> it.campaign(parts.turn()))
                .filter(campaign -> !campaign.start().isAfter(today));
    }

    private static List<Lane> lanesOf(SandboxAccount account) {
        var campaigns = account.size().campaigns();
        var dice = Dice.of(account.id()).with("ads");
        var weights = new long[campaigns];
        for (var i = 0; i < campaigns; i++) {
            weights[i] = 100L + dice.with(i).below(300);
        }
        var more = Shares.of(account.size().ads() - campaigns, weights, dice);
        var lanes = new ArrayList<Lane>(campaigns);
        var firstAd = 0;
        for (var i = 0; i < campaigns; i++) {
            var ads = 1 + (int) more[i];
            lanes.add(Lane.of(account, i, firstAd, ads));
            firstAd += ads;
        }
        return List.copyOf(lanes);
    }

    /** Audiences overlap, but the largest fits in with room to spare. */
    private static double peopleOf(List<Lane> lanes) {
        var largest = lanes.stream().mapToDouble(Lane::people).max().orElseThrow();
        var all = lanes.stream().mapToDouble(Lane::people).sum();
        return Math.max(1.25 * largest, 0.8 * all);
    }
}
