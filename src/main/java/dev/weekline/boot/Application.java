package dev.weekline.boot;

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
            start.run().welcome().forEach(System.out::println);
        } catch (CannotStartException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
