package dev.weekline.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A wire between the service and whom it talks to, on which things go wrong. */
public final class FaultyProxy implements AutoCloseable {

    /** What goes wrong, on every connection, from the moment it is set. */
    public enum Fault {
        NONE,
        /** A few bytes at a time. */
        SLOW,
        /** Every connection ends, and a new one ends at once. */
        CUT,
        /** What comes back is noise. */
        GARBAGE,
        /** Connections stay open and nothing arrives, either way. Those that met it never recover. */
        HALF_OPEN,
        /** Half an answer, then a reset. */
        RESET
    }

    private static final int SLOW_BYTES = 2_048;
    private static final long SLOW_PAUSE_MS = 20;

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    public FaultyProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        threads.submit(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void fault(Fault next) {
        fault = next;
        if (next == Fault.CUT) {
            wires.forEach(Wire::close);
        }
    }

    /** From now on nothing arrives any more on the connections on which these words were sent. */
    void silence(String words) {
        wires.stream().filter(wire -> wire.sent.contains(words)).forEach(wire -> wire.silent = true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var wire = new Wire(server.accept());
                if (fault == Fault.CUT) {
                    wire.near.close();
                } else {
                    wire.open();
                }
            } catch (IOException ended) {
                // Either this proxy is closed, or this one connection failed.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException ended) {
            // It is closed all the same.
        }
        wires.forEach(Wire::close);
        threads.shutdownNow();
    }

    private final class Wire {

        private final Socket near;
        private final Socket far = new Socket();
        private final Random noise = new Random(1);
        private volatile String sent = "";
        private volatile boolean silent;

        Wire(Socket near) {
            this.near = near;
        }

        void open() throws IOException {
            far.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            wires.add(this);
            threads.submit(() -> pump(near, far, false));
            threads.submit(() -> pump(far, near, true));
        }

        private void pump(Socket from, Socket to, boolean answers) {
            var bytes = new byte[16_384];
            try {
                for (var read = from.getInputStream().read(bytes);
                        read >= 0;
                        read = from.getInputStream().read(bytes)) {
                    if (!answers && sent.length() < bytes.length) {
                        sent += new String(bytes, 0, read, ISO_8859_1);
                    }
                    carry(bytes, read, to, answers);
                }
            } catch (IOException | InterruptedException ended) {
                // Both ends learn of it below.
            } finally {
                if (!silent) {
                    close();
                }
            }
        }

        private void carry(byte[] bytes, int length, Socket to, boolean answers)
                throws IOException, InterruptedException {
            silent |= fault == Fault.HALF_OPEN;
            if (silent) {
                return;
            }
            var out = to.getOutputStream();
            if (fault == Fault.SLOW) {
                for (var at = 0; at < length; at += SLOW_BYTES) {
                    TimeUnit.MILLISECONDS.sleep(SLOW_PAUSE_MS);
                    out.write(bytes, at, Math.min(SLOW_BYTES, length - at));
                }
            } else if (fault == Fault.GARBAGE && answers) {
                noise.nextBytes(bytes);
                out.write(bytes, 0, length);
            } else if (fault == Fault.RESET && answers) {
                out.write(bytes, 0, length / 2);
                to.setSoLinger(true, 0);
                close();
            } else {
                out.write(bytes, 0, length);
            }
        }

        void close() {
            wires.remove(this);
            try (near;
                    far) {
                silent = true;
            } catch (IOException ended) {
                // They are closed all the same.
            }
        }
    }
}
