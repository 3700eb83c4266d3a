package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long SEED = 20250929;

    @Test
    void explore() {
        var begun = System.nanoTime();
        var found = new Simulation(Long.getLong("seed", SEED)).run();
        System.out.printf("real %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        System.out.printf(
                "calls %d, fromMeta %d, store %d, served %d, deniedByUs %d, refused %d, blocked-made %d, overtaken %d%n",
                found.calls,
                found.fromMeta,
                found.fromStore,
                found.served,
                found.deniedByUs,
                found.refusedByMeta,
                found.madeWhileBlocked,
                found.overtaken.size());
        System.out.printf(
                "blocks %d, refused in them %d, in spite %d%n",
                found.blocks().size(),
                found.blocks().stream().mapToInt(b -> b.refused).sum(),
                found.blocks().stream().mapToInt(b -> b.madeInSpite).sum());
        found.blocks().forEach(b -> System.out.println(
                "  " + b.gate + " " + b.account + " " + b.from + " " + b.until + " told " + b.told + " refused " + b.refused));
        for (var hour = 0; hour < Simulation.HOURS; hour++) {
            var share = found.share(hour);
            System.out.printf(
                    "hour %d: %.0f of %.0f = %.3f, whole %.3f app waits %d%n",
                    hour, share.used(), share.usable(), share.ofUsable(), share.ofWhole(), found.appWaits(hour));
        }
        for (var account : found.accounts()) {
            var share = found.share(account, 6);
            System.out.printf("%s: %.3f of usable, %.3f of whole:", account, share.ofUsable(), share.ofWhole());
            for (var hour = 0; hour < 34; hour++) {
                System.out.print(" | " + found.hour(account, hour));
            }
            System.out.println();
        }
        for (var how : new String[] {"estimate", "denied", "refused"}) {
            for (var from : new int[] {0, 6}) {
                var errors = found.proofs.stream()
                        .filter(p -> p.told().how().equals(how) && p.hour() >= from && !p.surprised())
                        .filter(p -> p.told().waits().toSeconds() > 60 || p.took().toSeconds() > 60)
                        .mapToDouble(p -> p.error())
                        .sorted()
                        .toArray();
                if (errors.length > 0) {
                    System.out.printf("%s after %d: n %d", how, from, errors.length);
                    for (var q = 0; q <= 20; q++) {
                        System.out.printf(" %.2f", errors[(int) (q / 20.0 * (errors.length - 1))]);
                    }
                    var good = java.util.Arrays.stream(errors).filter(e -> Math.abs(e) <= 0.2).count();
                    System.out.printf(" good %.3f%n", good / (double) errors.length);
                }
            }
        }
        found.proofs.stream().filter(p -> p.told().how().equals("estimate") && p.hour() > 20 && p.told().waits().toSeconds() > 60 && p.error() > 3).limit(25).forEach(p -> System.out.println("E " + p));
        found.proofs.stream().filter(p -> p.told().how().equals("denied") && p.hour() > 6 && p.told().waits().toSeconds() > 60 && p.error() < -0.2).limit(40).forEach(p -> System.out.println("D " + p));
        assertThat(found.calls).isPositive();
    }
}
