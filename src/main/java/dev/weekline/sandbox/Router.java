package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Reads a request: who is asking, about which object, for what. */
final class Router {

    private static final List<String> ME_FIELDS = List.of("id", "name");

    private final Worlds worlds;
    private final Tokens tokens;
    private final ReportRuns runs;

    Router(SandboxSettings settings, Worlds worlds, ReportRuns runs) {
        this.worlds = worlds;
        this.tokens = new Tokens(settings);
        this.runs = runs;
    }

    /** What is asked at {@code now}. */
    Asked route(HttpExchange exchange, byte[] body, Instant now) {
        var account = "";
        try {
            var request = GraphRequest.of(exchange, body);
            account = worlds.account(request.node()).map(SandboxAccount::id).orElse("");
            return route(request, now);
        } catch (GraphException refused) {
            return new Asked.Refused(account, refused.error());
        }
    }

    private Asked route(GraphRequest request, Instant now) throws GraphException {
        return switch (request.path()) {
            case "me" -> me(request, now);
            case "debug_token" -> token(request, now);
            default -> ads(request, now);
        };
    }

    private Asked me(GraphRequest request, Instant now) throws GraphException {
        var token = tokens.of(request, now);
        onlyGet(request);
        var fields = NodeFields.asked(request.parameters(), ME_FIELDS, Set.of(), ME_FIELDS, "User");
        return new Asked.ForMe(token, fields, request.version().answeringWithoutAds());
    }

    private Asked token(GraphRequest request, Instant now) throws GraphException {
        if (!tokens.isApp(request)) {
            tokens.of(request, now);
        }
        onlyGet(request);
        var asked = request.parameters()
                .find("input_token")
                .orElseThrow(
                        () -> new GraphException(GraphError.badParameter("The parameter input_token is required")));
        return new Asked.ForToken(tokens.find(asked), request.version().answeringWithoutAds());
    }

    private Asked ads(GraphRequest request, Instant now) throws GraphException {
        if (!request.version().isAlive()) {
            throw new GraphException(GraphError.deadVersion(Version.NEWEST.toString()));
        }
        var token = tokens.of(request, now);
        if (request.path().equals("me/adaccounts")) {
            return accounts(request, token);
        }
        var run = runs.find(request.node(), now)
                .filter(it -> token.mayRead(it.query().account().id()));
        return run.isPresent() ? run(request, run.get()) : object(request, visible(request, token, now), now);
    }

    private static Asked accounts(GraphRequest request, SandboxToken token) throws GraphException {
        onlyGet(request);
        if (!token.readsAds()) {
            throw new GraphException(GraphError.notGranted());
        }
        var question = Dice.of(token.userId()).with("accounts");
        return new Asked.ForAccounts(
                token, AccountNode.fields(request.parameters()), PageAsked.of(request.parameters(), question), request);
    }

    private static Asked run(GraphRequest request, ReportRun run) throws GraphException {
        onlyGet(request);
        if (request.edge().isEmpty()) {
            return new Asked.ForRun(run, RunNode.fields(request.parameters()), request.version());
        }
        if (!request.edge().get().equals("insights")) {
            throw new GraphException(GraphError.unknownEdge(request.edge().get()));
        }
        refuseOtherSummary(run.query(), request.parameters().list("summary"));
        var question = run.query().question().with(run.id());
        return new Asked.ForRunInsights(run, PageAsked.of(request.parameters(), question), request);
    }

    private static void refuseOtherSummary(InsightsQuery query, List<String> summary) throws GraphException {
        var told = query.columns().stream().map(Column::name).toList();
        var others = summary.stream().filter(name -> !told.contains(name)).toList();
        if (!others.isEmpty()) {
            throw new GraphException(GraphError.notInSummary(others));
        }
    }

    private static Asked object(GraphRequest request, Subject subject, Instant now) throws GraphException {
        var edge = request.edge().orElse("");
        var today = now.atZone(subject.account().zone()).toLocalDate();
        if (edge.equals("insights")) {
            return insights(request, InsightsParser.parse(subject, request.parameters(), today));
        }
        onlyGet(request);
        if (edge.isEmpty()) {
            return node(request, subject);
        }
        var level = ObjectList.levelOf(edge)
                .filter(it -> it.isBelow(subject.level()))
                .orElseThrow(() -> new GraphException(GraphError.unknownEdge(edge)));
        var list =
                new ObjectList(subject, level, Set.copyOf(request.parameters().list("effective_status")));
        return new Asked.ForObjects(
                list,
                ObjectNode.fields(request.parameters(), level),
                PageAsked.of(request.parameters(), list.question()),
                request);
    }

    /** The verb decides whether the answer comes now or later. */
    private static Asked insights(GraphRequest request, InsightsQuery query) throws GraphException {
        if (request.method().equals("post")) {
            return new Asked.StartsRun(query, request.version());
        }
        onlyGet(request);
        return new Asked.ForInsights(query, PageAsked.of(request.parameters(), query.question()), request);
    }

    private static Asked node(GraphRequest request, Subject subject) throws GraphException {
        return subject.level() == Level.ACCOUNT
                ? new Asked.ForNode(subject.account(), AccountNode.fields(request.parameters()), request.version())
                : new Asked.ForObject(
                        subject, ObjectNode.fields(request.parameters(), subject.level()), request.version());
    }

    /** An account that was not shared is forbidden; anything else that was not is not even there. */
    private Subject visible(GraphRequest request, SandboxToken token, Instant now) throws GraphException {
        var account = worlds.account(request.node());
        if (account.isPresent()) {
            if (!token.mayRead(account.get().id())) {
                throw new GraphException(GraphError.notGranted());
            }
            return new Subject.OfAccount(account.get());
        }
        return worlds.find(request.node(), now)
                .filter(subject -> token.mayRead(subject.account().id()))
                .orElseThrow(() -> new GraphException(GraphError.unsupported(request.method(), request.node())));
    }

    private static void onlyGet(GraphRequest request) throws GraphException {
        if (!request.method().equals("get")) {
            throw new GraphException(GraphError.unsupported(request.method(), request.node()));
        }
    }
}
