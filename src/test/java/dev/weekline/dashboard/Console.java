package dev.weekline.dashboard;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What a browser holds against a page: errors of its console, and faults that nobody caught. */
final class Console {

    /** The page asks who is signed in; that nobody is comes as 401, which Chromium writes down as an error. */
    private static final String NOBODY_YET = "/session";

    private final List<String> errors = new ArrayList<>();

    private Console() {}

    static Console of(Page page) {
        var console = new Console();
        page.onPageError(console.errors::add);
        page.onConsoleMessage(line -> {
            var isExpected = line.text().contains("401") && line.location().contains(NOBODY_YET);
            if (line.type().equals("error") && !isExpected) {
                console.errors.add(line.text() + " at " + line.location());
            }
        });
        return console;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }
}
