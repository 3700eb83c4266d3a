package dev.weekline.sandbox;

import java.util.List;

/** What a request comes to once it has been read. */
sealed interface Asked {

    /** The account in the path; empty where it names none that exists. */
    String accountId();

    /** What the counters call it. */
    String kind();

    /** The version that answers. */
    default Version version() {
        return Version.NEWEST;
    }

    default int page() {
        return 1;
    }

    /** Chance of its own: the same for every asking of the same page. */
    default Dice dice() {
        return Dice.of(accountId()).with(kind()).with(page());
    }

    /** The account itself. */
    record ForNode(SandboxAccount account, List<String> fields, Version version) implements Asked {

        @Override
        public String accountId() {
            return account.id();
        }

        @Override
        public String kind() {
            return Counters.NODE;
        }
    }

    /** The insights edge of an account. */
    record ForInsights(InsightsQuery query, GraphRequest request) implements Asked {

        @Override
        public String accountId() {
            return query.account().id();
        }

        @Override
        public String kind() {
            return query.kind();
        }

        @Override
        public Version version() {
            return request.version();
        }

        @Override
        public int page() {
            return query.page();
        }

        @Override
        public Dice dice() {
            return query.question().with(page());
        }
    }

    /** Something that Meta would refuse. */
    record Refused(String accountId, GraphError error) implements Asked {

        @Override
        public String kind() {
            return Counters.REFUSED;
        }
    }
}
