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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(opened), "stop"));
        try {
            var start = new Start(
                    System.getenv(), Clock.systemUTC(), SandboxSettings.defaults(), System.out::println, opened);
            var weekline = start.run();
            weekline.welcome().forEach(System.out::println);
            if (LogFormat.isTerminal()) {
                // Where nobody looks on, the log is enough.
                var line = new ProgressLine(Application::print);
                weekline.context().getBean(BackgroundWatch.class).watch().subscribe(line::show);
            }
        } catch (CannotStartException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void stop(Opened opened) {
        try {
            opened.close();
        } finally {
            LogQueue.flush();
        }
    }

    private static void print(String text) {
        System.out.print(text);
        System.out.flush();
    }
}
