package dev.weekline.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent, in both forms.
 *
 * @param type what it is
 * @param plain as it is
 * @param gzip compressed; empty where that makes it no smaller
 */
record PackagedFile(String type, Form plain, Optional<Form> gzip) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8");

    private static final String OTHER = "application/octet-stream";
    private static final int TAG_BYTES = 12;

    /**
     * Bytes and what they are told apart by.
     *
     * @param etag as the header writes it
     */
    record Form(byte[] bytes, String etag) {

        static Form of(byte[] bytes) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                var tag = HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES));
                return new Form(bytes, '"' + tag + '"');
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException(absent);
            }
        }
    }

    static PackagedFile of(String name, byte[] bytes) {
        var packed = compressed(bytes);
        return new PackagedFile(
                typeOf(name),
                Form.of(bytes),
                packed.length < bytes.length ? Optional.of(Form.of(packed)) : Optional.empty());
    }

    /** What is sent to who takes gzip or does not. */
    Form form(boolean takesGzip) {
        return takesGzip ? gzip.orElse(plain) : plain;
    }

    private static String typeOf(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }

    private static byte[] compressed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new Thorough(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** It is done once, so it may take its time. */
    private static final class Thorough extends GZIPOutputStream {

        Thorough(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
