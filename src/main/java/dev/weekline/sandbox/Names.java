package dev.weekline.sandbox;

import dev.weekline.sandbox.SandboxAccount.Trade;
import java.util.List;

/** What people call their campaigns and ads: with emoji, accents, quotes and commas, as they do. */
final class Names {

    private static final List<String> FASHION = List.of(
            "Nowa kolekcja 🧥",
            "Wyprzedaż „do ostatniej sztuki” 🔥",
            "Retargeting – porzucony koszyk",
            "Sukienki, spódnice & dodatki",
            "Żakiety „Łódź” ✨",
            "Buty dziecięce 👟",
            "Program lojalnościowy 💌",
            "Denim <3");
    private static final List<String> HOTEL = List.of(
            "Weekend Getaway ☀️",
            "\"Stay 3, Pay 2\"",
            "Café & Spa – Lumière",
            "Last Minute, Sunday only 🛎️",
            "Weddings 💍 / Mariés à l'hôtel",
            "Business + Breakfast");
    private static final List<String> OUTDOOR = List.of(
            "Þórsmörk tjald ⛺",
            "Vetrarútsala ❄️ allt að 40%",
            "Gönguskór, \"íslensk gæði\"",
            "Lopapeysa 🐑 – ull & ást",
            "Jöklaferð 🏔️ retargeting",
            "Fjölskyldan úti 👨‍👩‍👧",
            "Prospecting: Øst, Åre & Ærø",
            "Brand ✨ norðurljós");
    private static final List<String> STEADY = List.of("Steady “ünïcode” 🚀", "Steady, with \"quotes\"", "Steady €");
    private static final List<String> AWKWARD = List.of(
            "Nul \0 tab \t line\r\n bell \u0007 delete \u007f next line \u0085",
            "\"); DROP TABLE \"campaign\"; -- \\ ' ` <b>&amp;</b>",
            "\u202eright to left\u202c \ufeff zero\u200bwidth 👩🏽‍🚀 e\u0301");
    private static final List<String> FORMATS = List.of(
            "Video 15 s 🎬", "Carousel, 5 cards", "Static \"hero\"", "Reel – UGC 🤳", "Collection", "Störy 9:16");
    private static final List<String> AUDIENCES =
            List.of("Broad", "Lookalike 1 %", "Retargeting 30 d", "Interests – été", "Customers 💛");

    private Names() {}

    static String campaign(Trade trade, Campaign campaign) {
        var themes = switch (trade) {
            case FASHION -> FASHION;
            case HOTEL -> HOTEL;
            case OUTDOOR -> OUTDOOR;
            case STEADY -> STEADY;
            case AWKWARD -> AWKWARD;
        };
        var theme = themes.get((campaign.lane().number() + campaign.turn()) % themes.size());
        return theme + " | " + (campaign.lane().number() + 1) + " | " + season(campaign);
    }

    static String adSet(Campaign campaign, int number) {
        return any(AUDIENCES, campaign.dice().with("audience").with(number)) + " #" + (number + 1);
    }

    static String ad(Campaign campaign, int number) {
        return any(FORMATS, campaign.dice().with("format").with(number)) + " v" + (number + 1);
    }

    private static String season(Campaign campaign) {
        var start = campaign.start();
        var summer = start.getMonthValue() >= 2 && start.getMonthValue() <= 7;
        return (summer ? "SS" : "AW") + start.getYear() % 100;
    }

    private static String any(List<String> names, Dice dice) {
        return names.get(dice.below(names.size()));
    }
}
