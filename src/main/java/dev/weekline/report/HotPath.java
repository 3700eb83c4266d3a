package dev.weekline.report;

import dev.weekline.access.Callers;
import dev.weekline.account.Accounts;
import dev.weekline.account.Sight;
import dev.weekline.report.ReportAnswer.Origin;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.MalformedWeekException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to the commonest request there is, a fresh report that lies in memory, without going through
 * routing, binding and filters. Whatever is not exactly that is left to {@link ReportController}, which gives the same
 * answer.
 */
@Singleton
final class HotPath {

    private static final String BEFORE_WEEK = "/reports/weekly/";
    private static final String BEFORE_ACCOUNT = "?account=";
    private static final int WEEK_LENGTH = "2025-W39".length();
    private static final int WEEK_END = BEFORE_WEEK.length() + WEEK_LENGTH;
    private static final int ACCOUNT = WEEK_END + BEFORE_ACCOUNT.length();

    private final Callers callers;
    private final Accounts accounts;
    private final ReportReader reader;
    private final Clock clock;

    HotPath(Callers callers, Accounts accounts, ReportReader reader, Clock clock) {
        this.callers = callers;
        this.accounts = accounts;
        this.reader = reader;
        this.clock = clock;
    }

    Optional<Sent> find(HttpRequest request) {
        return isPlain(request)
                ? callers.remembered(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                        .flatMap(caller -> asked(request.uri(), caller))
                        .flatMap(reader::remembered)
                        .flatMap(report -> send(report, request.headers()))
                : Optional.empty();
    }

    private Optional<Sent> send(HeldReport report, HttpHeaders headers) {
        var now = clock.instant();
        return report.isFresh(now)
                ? Optional.of(Sent.of(
                        report,
                        report.whole(),
                        Origin.MEMORY,
                        Course.FRESH,
                        ServerTiming.MEMORY,
                        now,
                        headers.get(HttpHeaderNames.IF_NONE_MATCH),
                        headers.get(HttpHeaderNames.ACCEPT_ENCODING)))
                : Optional.empty();
    }

    /** Memory is shared among all callers; which accounts each may see is not. */
    private Optional<ReportKey> asked(String uri, Sight sight) {
        if (uri.length() <= ACCOUNT || !uri.startsWith(BEFORE_ACCOUNT, WEEK_END)) {
            return Optional.empty();
        }
        return accounts.remembered(uri.substring(ACCOUNT))
                .filter(account -> sight.sees(account.id()))
                .flatMap(account -> week(uri).map(week -> new ReportKey(account.id(), week)));
    }

    private static Optional<IsoWeek> week(String uri) {
        try {
            return Optional.of(IsoWeek.parse(uri.substring(BEFORE_WEEK.length(), WEEK_END)));
        } catch (MalformedWeekException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(HttpRequest request) {
        return request.method() == HttpMethod.GET
                && request.protocolVersion() == HttpVersion.HTTP_1_1
                && request.decoderResult().isSuccess()
                && request.uri().startsWith(BEFORE_WEEK)
                && isPlain(request.headers());
    }

    private static boolean isPlain(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.ORIGIN)
                && !headers.contains(HttpHeaderNames.UPGRADE)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(HttpHeaderNames.CACHE_CONTROL)
                && !headers.contains("Prefer")
                && wantsJson(headers.get(HttpHeaderNames.ACCEPT));
    }

    private static boolean wantsJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }
}
