package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of a deleted account goes in time, or goes on going when somebody has waited for it long enough. */
class DeletedAccountTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final String STORED =
            "SELECT count(*) FROM weekly_report WHERE account_id = '%s'".formatted(BELMONTE.id());

    private final TestService service =
            TestService.start(Map.of("WEEKLINE_ACCOUNTS_PURGE_PATIENCE", "300ms"), BELMONTE);
    private final PurgeSweep sweep = service.weekline.context().getBean(PurgeSweep.class);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void itsHistoryGoesAfterThirtyDays() {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        assertThat(delete("/accounts/belmonte").statusCode()).isEqualTo(204);

        service.time.pass(Duration.ofDays(30).minusMinutes(1));
        assertThat(sweep.once().block()).isZero();
        assertThat(service.query(STORED)).containsExactly("1");

        service.time.pass(Duration.ofMinutes(1));
        assertThat(sweep.once().block()).isPositive();
        assertThat(service.query(STORED)).containsExactly("0");
        assertThat(service.query("SELECT count(*) FROM ad_account")).containsExactly("0");
    }

    @Test
    void purgingThatTakesLongIsPromisedAndKept() throws SQLException {
        service.json("/reports/weekly/2025-W39?account=belmonte");
        var held = service.database.hold("LOCK TABLE weekly_report IN SHARE MODE");

        assertThat(delete("/accounts/belmonte?purge=true").statusCode()).isEqualTo(202);
        assertThat(service.query(STORED)).containsExactly("1");
        held.close();

        await().until(() -> service.query("SELECT count(*) FROM ad_account").equals(List.of("0")));
        assertThat(service.query(STORED)).containsExactly("0");
    }

    private HttpResponse<String> delete(String path) {
        return service.send(service.request(path).DELETE().build());
    }
}
