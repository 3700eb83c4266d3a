package dev.weekline.boot;

import dev.weekline.backfill.BackgroundWatch;
import dev.weekline.sandbox.SandboxSettings;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** The front door of the process. */
public final class Application {

    private Application() {}

    /** Starts the service, says where it is, and runs until the process is told to stop. */
    public static void main(String[] args) throws InterruptedException {
        var opened = new Opened();
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "stop"));
        try {
            var start = new Start(
                    System.getenv(), Clock.systemUTC(), SandboxSettings.defaults(), System.out::println, opened);
            var weekline = start.run();
            weekline.welcome().forEach(System.out::println);
            if (isTerminal()) {
                var line = new ProgressLine(Application::print);
                weekline.context().getBean(BackgroundWatch.class).watch().subscribe(line::show);
            }
        } catch (CannotStartException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    /** Where nobody looks on, the log is enough. */
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static void print(String text) {
        System.out.print(text);
        System.out.flush();
    }
}
