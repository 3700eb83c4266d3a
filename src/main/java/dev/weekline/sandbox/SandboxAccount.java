package dev.weekline.sandbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A simulated ad account. All its figures follow from its id, trade, size and currency.
 *
 * @param id {@code act_} and 16 digits or more
 * @param slug short name for people
 * @param name the name that the account node tells
 * @param currency ISO 4217 code
 * @param zone where its days begin and end
 * @param accessToken the token that may read this account and no other
 * @param size how much there is to advertise
 * @param trade what it lives on
 */
public record SandboxAccount(
        String id, String slug, String name, String currency, ZoneId zone, String accessToken, Size size, Trade trade) {

    private static final Pattern ID = Pattern.compile("act_\\d{16,}");

    public SandboxAccount {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(id + " is not act_ and 16 digits or more");
        }
    }

    /**
     * How much there is to advertise.
     *
     * @param campaigns how many campaigns may run at the same time
     * @param ads how many ads these campaigns have together
     */
    public record Size(int campaigns, int ads) {

        public Size {
            if (campaigns < 1 || ads < campaigns || ads > 999_999) {
                throw new IllegalArgumentException(ads + " ads do not fill " + campaigns + " campaigns");
            }
        }
    }

    /** What an account lives on: its seasons, its week, its names, what its customers do. */
    public enum Trade {
        FASHION,
        HOTEL,
        OUTDOOR,
        /**
         * No trade at all: every campaign and every ad delivers something every day, so that a week has exactly as many
         * rows as the account has campaigns and ads.
         */
        STEADY,
        /** Steady, but campaigns bear names with characters that no name should have, a NUL among them. */
        AWKWARD;

        boolean isSteady() {
            return this == STEADY || this == AWKWARD;
        }
    }

    /** The accounts that a newcomer meets: different in currency, zone and size. */
    public static List<SandboxAccount> defaults() {
        return List.of(
                account("act_1203300000000017", "belmonte", "Belmonte", "PLN", "Europe/Warsaw", 25, 100, Trade.FASHION),
                account(
                        "act_1203300000000024",
                        "hotel-lumen",
                        "Hotel Lumen",
                        "USD",
                        "America/Los_Angeles",
                        6,
                        24,
                        Trade.HOTEL),
                account(
                        "act_1203300000000031",
                        "nordic-outdoor",
                        "Nordic Outdoor",
                        "ISK",
                        "Atlantic/Reykjavik",
                        60,
                        400,
                        Trade.OUTDOOR));
    }

    /**
     * An account for tests, of the steady kind, with exactly as many rows as it has campaigns and ads. A page is made
     * of whole campaigns, so very many ads are read faster when many campaigns share them.
     */
    public static SandboxAccount of(String id, String slug, String currency, String zone, int campaigns, int ads) {
        return account(id, slug, slug, currency, zone, campaigns, ads, Trade.STEADY);
    }

    /** The same, living on something else. */
    public SandboxAccount withTrade(Trade newTrade) {
        return new SandboxAccount(id, slug, name, currency, zone, accessToken, size, newTrade);
    }

    private static SandboxAccount account(
            String id, String slug, String name, String currency, String zone, int campaigns, int ads, Trade trade) {
        return new SandboxAccount(
                id, slug, name, currency, ZoneId.of(zone), tokenFor(id), new Size(campaigns, ads), trade);
    }

    /** Looks like chance and is none, so that a stored token outlives a restart. */
    private static String tokenFor(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-512")
                    .digest(("weekline sandbox " + id).getBytes(StandardCharsets.UTF_8));
            return "SBX" + new BigInteger(1, digest).toString(36);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-512", e);
        }
    }

    /** The same with more or less to advertise. */
    SandboxAccount withSize(Size newSize) {
        return new SandboxAccount(id, slug, name, currency, zone, accessToken, newSize, trade);
    }

    /** The account id without {@code act_}. */
    String digits() {
        return id.substring("act_".length());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SandboxAccount[" + id + ", " + slug + ", " + currency + ", " + zone + ", " + size + ", " + trade + "]";
    }
}
