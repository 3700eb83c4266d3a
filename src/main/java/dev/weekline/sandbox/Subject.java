package dev.weekline.sandbox;

import java.util.Optional;

/** What a row is about: the account or something that it advertises. Ids have 17 digits, as Meta's often have. */
sealed interface Subject {

    SandboxAccount account();

    default Optional<Campaign> campaign() {
        return Optional.empty();
    }

    default Optional<Integer> adSet() {
        return Optional.empty();
    }

    default Optional<Integer> ad() {
        return Optional.empty();
    }

    record OfAccount(SandboxAccount account) implements Subject {}

    record OfCampaign(SandboxAccount account, Campaign it) implements Subject {

        @Override
        public Optional<Campaign> campaign() {
            return Optional.of(it);
        }
    }

    /** One ad set, by its number within the campaign. */
    record OfAdSet(SandboxAccount account, Campaign of, int number) implements Subject {

        @Override
        public Optional<Campaign> campaign() {
            return Optional.of(of);
        }

        @Override
        public Optional<Integer> adSet() {
            return Optional.of(number);
        }
    }

    /** One ad, by its number within the campaign. */
    record OfAd(SandboxAccount account, Campaign of, int number) implements Subject {

        @Override
        public Optional<Campaign> campaign() {
            return Optional.of(of);
        }

        @Override
        public Optional<Integer> adSet() {
            return Optional.of(of.setOf(number));
        }

        @Override
        public Optional<Integer> ad() {
            return Optional.of(number);
        }
    }

    /** What its rows are about. */
    default Level level() {
        return switch (this) {
            case OfAccount _ -> Level.ACCOUNT;
            case OfCampaign _ -> Level.CAMPAIGN;
            case OfAdSet _ -> Level.ADSET;
            case OfAd _ -> Level.AD;
        };
    }

    /** Its own id; that of an account begins with {@code act_}. */
    default String id() {
        return idAt(level()).orElseGet(() -> account().id());
    }

    /** The id of what it belongs to at a level; empty below its own level. */
    default Optional<String> idAt(Level level) {
        return switch (level) {
            case ACCOUNT -> Optional.of(account().id());
            case CAMPAIGN -> campaignId();
            case ADSET -> adSetId();
            case AD -> adId();
        };
    }

    /** The name of what it belongs to at a level; empty below its own level. */
    default Optional<String> nameAt(Level level) {
        return switch (level) {
            case ACCOUNT -> Optional.of(account().name());
            case CAMPAIGN -> campaignName();
            case ADSET -> adSetName();
            case AD -> adName();
        };
    }

    /** What it belongs to at a level, or itself; empty below its own level. */
    default Optional<Subject> at(Level level) {
        return switch (level) {
            case ACCOUNT -> Optional.of(new OfAccount(account()));
            case CAMPAIGN -> campaign().map(it -> new OfCampaign(account(), it));
            case ADSET -> adSet().flatMap(number -> campaign().map(it -> new OfAdSet(account(), it, number)));
            case AD -> ad().flatMap(number -> campaign().map(it -> new OfAd(account(), it, number)));
        };
    }

    /** Whether it is another or a part of another. */
    default boolean isWithin(Subject whole) {
        return idAt(whole.level()).equals(Optional.of(whole.id()));
    }

    default Optional<String> campaignId() {
        return campaign().map(it -> id(Level.CAMPAIGN, it, it.lane().number()));
    }

    default Optional<String> adSetId() {
        return adSet().flatMap(number ->
                campaign().map(it -> id(Level.ADSET, it, it.lane().firstAd() + number)));
    }

    default Optional<String> adId() {
        return ad().flatMap(number ->
                campaign().map(it -> id(Level.AD, it, it.lane().firstAd() + number)));
    }

    default Optional<String> campaignName() {
        return campaign().map(it -> Names.campaign(account().trade(), it));
    }

    default Optional<String> adSetName() {
        return adSet().flatMap(number -> campaign().map(it -> Names.adSet(it, number)));
    }

    default Optional<String> adName() {
        return ad().flatMap(number -> campaign().map(it -> Names.ad(it, number)));
    }

    private String id(Level level, Campaign campaign, int number) {
        return new SubjectId(level, number, campaign.turn()).written(account());
    }
}
