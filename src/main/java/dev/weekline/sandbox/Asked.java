package dev.weekline.sandbox;

import java.util.List;
import java.util.Optional;

/** What a request comes to once it has been read. */
sealed interface Asked {

    /** The account that it is about; empty where it is about none, or about several. */
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

    /** What belongs to one account. */
    sealed interface OfAccount extends Asked {

        SandboxAccount account();

        @Override
        default String accountId() {
            return account().id();
        }
    }

    /** The account itself. */
    record ForNode(SandboxAccount account, List<String> fields, Version version) implements OfAccount {

        @Override
        public String kind() {
            return Counters.NODE;
        }
    }

    /** A campaign, an ad set or an ad itself. */
    record ForObject(Subject subject, List<String> fields, Version version) implements OfAccount {

        @Override
        public SandboxAccount account() {
            return subject.account();
        }

        @Override
        public String kind() {
            return Counters.NODE + "/" + subject.level().word();
        }
    }

    /** Campaigns, ad sets or ads of something. */
    record ForObjects(ObjectList list, List<String> fields, PageAsked asked, GraphRequest request)
            implements OfAccount {

        @Override
        public SandboxAccount account() {
            return list.whole().account();
        }

        @Override
        public String kind() {
            return Counters.LIST + "/" + list.level().word();
        }

        @Override
        public Version version() {
            return request.version();
        }

        @Override
        public int page() {
            return asked.number();
        }
    }

    /** An insights edge. */
    record ForInsights(InsightsQuery query, PageAsked asked, GraphRequest request) implements OfAccount {

        @Override
        public SandboxAccount account() {
            return query.account();
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
            return asked.number();
        }

        @Override
        public Dice dice() {
            return query.question().with(page());
        }
    }

    /**
     * A report run that is to begin.
     *
     * @param fate what is to become of it; empty to leave that to {@link ReportRuns}
     */
    record StartsRun(InsightsQuery query, Version version, Optional<RunFate> fate) implements OfAccount {

        StartsRun(InsightsQuery query, Version version) {
            this(query, version, Optional.empty());
        }

        StartsRun to(Optional<RunFate> otherFate) {
            return new StartsRun(query, version, otherFate);
        }

        @Override
        public SandboxAccount account() {
            return query.account();
        }

        @Override
        public String kind() {
            return Counters.RUN_START + "/" + query.kind();
        }
    }

    /** How far a report run is. */
    record ForRun(ReportRun run, List<String> fields, Version version) implements OfAccount {

        @Override
        public SandboxAccount account() {
            return run.query().account();
        }

        @Override
        public String kind() {
            return Counters.RUN;
        }
    }

    /** The rows of a report run. */
    record ForRunInsights(ReportRun run, PageAsked asked, GraphRequest request) implements OfAccount {

        @Override
        public SandboxAccount account() {
            return run.query().account();
        }

        @Override
        public String kind() {
            return Counters.RUN + "/" + run.query().kind();
        }

        @Override
        public Version version() {
            return request.version();
        }

        @Override
        public int page() {
            return asked.number();
        }
    }

    /** What is about no single account. */
    sealed interface OfNobody extends Asked {

        @Override
        default String accountId() {
            return "";
        }
    }

    /** The owner of the token. */
    record ForMe(SandboxToken token, List<String> fields, Version version) implements OfNobody {

        @Override
        public String kind() {
            return Counters.ME;
        }
    }

    /** The accounts that the token may read. */
    record ForAccounts(SandboxToken token, List<String> fields, PageAsked asked, GraphRequest request)
            implements OfNobody {

        @Override
        public String kind() {
            return Counters.LIST + "/account";
        }

        @Override
        public Version version() {
            return request.version();
        }

        @Override
        public int page() {
            return asked.number();
        }
    }

    /** What a token is worth. */
    record ForToken(Optional<SandboxToken> token, Version version) implements OfNobody {

        @Override
        public String kind() {
            return Counters.TOKEN;
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
