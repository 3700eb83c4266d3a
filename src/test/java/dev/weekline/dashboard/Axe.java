package dev.weekline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What axe-core finds in a page that keeps people from using it. */
final class Axe {

    private static final Set<String> WORSE = Set.of("serious", "critical");

    private Axe() {}

    /** @param left places that are not looked at, by their selectors */
    static void assertNothingSerious(Page page, String... left) {
        assertNothingSerious(page, List.of(), left);
    }

    /** @param passedOver rules that somebody else's piece of the page is known to break, by their ids */
    static void assertNothingSerious(Page page, List<String> passedOver, String... left) {
        var axe = new AxeBuilder(page);
        if (!passedOver.isEmpty()) {
            axe.disableRules(passedOver);
        }
        List.of(left).forEach(axe::exclude);
        var results = axe.analyze();

        assertThat(results.getPasses())
                .as("what was looked at on " + page.url())
                .isNotEmpty();
        assertThat(results.getViolations())
                .filteredOn(rule -> WORSE.contains(rule.getImpact()))
                .extracting(Axe::told)
                .as("what keeps people from using " + page.url())
                .isEmpty();
    }

    private static String told(Rule rule) {
        var places = rule.getNodes().stream()
                .limit(12)
                .map(node -> node.getTarget() + " " + node.getHtml() + " " + node.getFailureSummary())
                .toList();
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " " + places;
    }
}
