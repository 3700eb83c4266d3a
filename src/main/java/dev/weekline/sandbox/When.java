package dev.weekline.sandbox;

/** How often a script strikes among the calls that it is about. */
public sealed interface When {

    /** @param call the number of the call among those that the script is about, from 1 */
    boolean strikes(long call);

    /** The script's words up to its colon. */
    String text(Which which);

    /** Every call. */
    record Always() implements When {

        @Override
        public boolean strikes(long call) {
            return true;
        }

        @Override
        public String text(Which which) {
            return "every " + which.before() + "call" + which.after();
        }
    }

    /** The first {@code calls} calls. */
    record First(int calls) implements When {

        public First {
            checkFromOne(calls);
        }

        @Override
        public boolean strikes(long call) {
            return call <= calls;
        }

        @Override
        public String text(Which which) {
            return "first " + calls + " " + which.before() + (calls == 1 ? "call" : "calls") + which.after();
        }
    }

    /** Call {@code nth}, twice {@code nth} and so on. */
    record EveryNth(int nth) implements When {

        public EveryNth {
            checkFromOne(nth);
        }

        @Override
        public boolean strikes(long call) {
            return call % nth == 0;
        }

        @Override
        public String text(Which which) {
            return "every " + ordinal(nth) + " " + which.before() + "call" + which.after();
        }
    }

    /** Call {@code nth} and no other. */
    record TheNth(int nth) implements When {

        public TheNth {
            checkFromOne(nth);
        }

        @Override
        public boolean strikes(long call) {
            return call == nth;
        }

        @Override
        public String text(Which which) {
            return "the " + ordinal(nth) + " " + which.before() + "call" + which.after();
        }
    }

    /**
     * Now and then.
     *
     * @param percent of the calls, above 0 and up to 100
     * @param seed which calls; the same seed strikes the same ones
     */
    record ByChance(double percent, long seed) implements When {

        public ByChance {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException("A chance is above 0% and at most 100%");
            }
        }

        @Override
        public boolean strikes(long call) {
            return Dice.of("failure").with(seed).with(call).falls(percent / 100);
        }

        @Override
        public String text(Which which) {
            var number = Double.toString(percent).replaceFirst("\\.0$", "");
            return number + "% of " + which.before() + "calls" + which.after() + (seed == 0 ? "" : " seed " + seed);
        }
    }

    private static void checkFromOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Calls are counted from 1");
        }
    }

    private static String ordinal(int number) {
        var teens = number % 100 / 10 == 1;
        return number
                + switch (teens ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
