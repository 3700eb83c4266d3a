package dev.weekline.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip, deflate, br, zstd",
                "deflate, gzip;q=1.0, *;q=0.5",
                "deflate;q=0.5,gzip",
                " gzip ; q=0.001 ",
                "*",
                "br, *;q=0.1",
                "*;q=0, gzip",
                "identity;q=0, gzip;q=0.5",
                "gzip;;",
                ";, gzip"
            })
    void gzipIsTaken(String header) {
        assertThat(AcceptEncoding.takesGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                ";;,;",
                "identity",
                "br, zstd",
                "gzip;q=0",
                "gzip; Q=0.0",
                "gzip ; q=0.000, deflate",
                "*;q=0",
                "gzip;q=0, *",
                "*, gzip;q=0",
                "gzipped",
                "xgzip"
            })
    void gzipIsNotTaken(String header) {
        assertThat(AcceptEncoding.takesGzip(header)).isFalse();
    }
}
