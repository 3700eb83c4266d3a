package dev.weekline.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a key is written: {@code wl_}, 256 random bits in 43 letters and digits, and the CRC-32 of all that in six more.
 * By the checksum whoever scans repositories and logs for leaked keys knows one from any other text, and we know a
 * mistyped one without looking it up.
 */
final class KeyText {

    private static final String PREFIX = "wl_";
    private static final Pattern WRITTEN = Pattern.compile(PREFIX + "[0-9A-Za-z]{49}");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int RANDOM_BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECKED = PREFIX.length() + RANDOM_DIGITS;
    private static final int CHECKSUM_DIGITS = 6;
    private static final int ENDING = 4;

    private KeyText() {}

    /** A new key. Random bytes are read from a device, which may block. */
    static String random(SecureRandom random) {
        var checked = PREFIX + randomDigits(random);
        return checked + checksum(checked);
    }

    /** 256 random bits in 43 letters and digits. */
    static String randomDigits(SecureRandom random) {
        return digits(new BigInteger(RANDOM_BITS, random), RANDOM_DIGITS);
    }

    /** Whether it is a key of ours, right or revoked or never made, as far as that can be seen. */
    static boolean isWellFormed(String text) {
        return WRITTEN.matcher(text).matches() && text.substring(CHECKED).equals(checksum(text.substring(0, CHECKED)));
    }

    /** Its last characters, by which people tell their keys apart. They are of the checksum and give nothing away. */
    static String ending(String key) {
        return key.substring(key.length() - ENDING);
    }

    private static String checksum(String checked) {
        var crc = new CRC32();
        crc.update(checked.getBytes(US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        var digits = new char[count];
        var rest = number;
        for (var place = count - 1; place >= 0; place--) {
            var division = rest.divideAndRemainder(BASE);
            digits[place] = DIGITS.charAt(division[1].intValue());
            rest = division[0];
        }
        return new String(digits);
    }
}
