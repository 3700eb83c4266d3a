package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything of one level that something holds: the campaigns of an account, the ads of an ad set.
 *
 * @param whole what holds it
 * @param level what is listed
 * @param statuses the effective statuses that are listed; empty for all
 */
record ObjectList(Subject whole, Level level, Set<String> statuses) {

    /** Empty where the object has no such edge. */
    static Optional<Level> levelOf(String edge) {
        return switch (edge) {
            case "campaigns" -> Optional.of(Level.CAMPAIGN);
            case "adsets" -> Optional.of(Level.ADSET);
            case "ads" -> Optional.of(Level.AD);
            default -> Optional.empty();
        };
    }

    /** What its cursors belong to. */
    Dice question() {
        return Dice.of(whole.id())
                .with(level.word())
                .with(statuses.stream().sorted().toList().toString());
    }

    /** What there was by then, always in the same order. */
    Stream<Subject> members(World world, LocalDate today) {
        return whole.campaign()
                .map(Stream::of)
                .orElseGet(() -> world.begun(today).stream())
                .flatMap(campaign -> parts(world.account(), campaign))
                .filter(subject -> subject.isWithin(whole))
                .filter(subject -> statuses.isEmpty() || statuses.contains(ObjectStatus.effective(subject, today)));
    }

    private Stream<Subject> parts(SandboxAccount account, Campaign campaign) {
        return switch (level) {
            case CAMPAIGN -> Stream.of(new Subject.OfCampaign(account, campaign));
            case ADSET ->
                IntStream.range(0, campaign.adSets())
                        .mapToObj(number -> new Subject.OfAdSet(account, campaign, number));
            case AD ->
                IntStream.range(0, campaign.ads()).mapToObj(number -> new Subject.OfAd(account, campaign, number));
            case ACCOUNT -> Stream.empty();
        };
    }
}
