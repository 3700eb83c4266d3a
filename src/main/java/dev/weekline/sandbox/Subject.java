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

    default Optional<String> campaignId() {
        return campaign().map(it -> id(it, it.lane().number(), 10));
    }

    default Optional<String> adSetId() {
        return adSet().flatMap(number -> campaign().map(it -> id(it, it.lane().firstAd() + number, 20)));
    }

    default Optional<String> adId() {
        return ad().flatMap(number -> campaign().map(it -> id(it, it.lane().firstAd() + number, 30)));
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

    private String id(Campaign campaign, int number, int kind) {
        var owner = Dice.of(account().id()).with("id").below(10_000);
        return "23" + padded(owner, 4) + padded(number, 6) + padded(campaign.turn(), 3) + kind;
    }

    private static String padded(int number, int digits) {
        var text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
