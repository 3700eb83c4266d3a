package dev.weekline.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One representation of a report in bytes that are ready to be sent, with a strong validator for each encoding. It is
 * compressed once, when somebody first asks for that, and kept.
 */
final class Rendition {

    private static final int TAG_BYTES = 12;

    private final byte[] plain;
    private final String tag;
    private volatile byte @Nullable [] gzipped;

    Rendition(String json) {
        this.plain = json.getBytes(StandardCharsets.UTF_8);
        this.tag = tagOf(plain);
    }

    byte[] plain() {
        return plain;
    }

    byte[] gzipped() {
        var bytes = gzipped;
        return bytes == null ? compressed() : bytes;
    }

    private synchronized byte[] compressed() {
        var bytes = gzipped;
        if (bytes == null) {
            bytes = gzip(plain);
            gzipped = bytes;
        }
        return bytes;
    }

    String etag() {
        return '"' + tag + '"';
    }

    /** Another encoding is another sequence of bytes, so a strong validator has to differ. */
    String etagGzipped() {
        return '"' + tag + "-gzip\"";
    }

    /** Whether a caller that holds what {@code ifNoneMatch} lists holds this in that encoding. */
    boolean matches(String ifNoneMatch, boolean compressed) {
        return ifNoneMatch.contains(compressed ? etagGzipped() : etag())
                || ifNoneMatch.strip().equals("*");
    }

    /** Bytes of memory that this takes, with room for the compressed form. */
    int weight() {
        return plain.length + plain.length / 4;
    }

    private static String tagOf(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
