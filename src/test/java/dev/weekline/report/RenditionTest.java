package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenditionTest {

    private final Rendition rendition = new Rendition("{\"name\":\"Łódź 🌷\"}".repeat(200));

    @Test
    void theBytesAreUtf8() {
        assertThat(new String(rendition.plain(), UTF_8)).startsWith("{\"name\":\"Łódź 🌷\"}");
    }

    @Test
    void compressedItIsSmallerAndTheSame() throws IOException {
        assertThat(rendition.gzipped()).hasSizeLessThan(rendition.plain().length / 4);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(rendition.gzipped()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(rendition.plain());
        }
    }

    @Test
    void itIsCompressedOnceHoweverManyAskAtTheSameTime() throws InterruptedException {
        var many = 8;
        var large = new Rendition(
                IntStream.range(0, 300_000).mapToObj(Integer::toString).toList().toString());
        var together = new CountDownLatch(many);
        Callable<byte[]> ask = () -> {
            together.countDown();
            together.await();
            return large.gzipped();
        };
        Set<byte[]> different = Collections.newSetFromMap(new IdentityHashMap<>());
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (var asked : threads.invokeAll(Collections.nCopies(many, ask))) {
                different.add(asked.resultNow());
            }
        }
        different.add(large.gzipped());

        assertThat(different.size()).isOne();
    }

    @Test
    void theSameBytesHaveTheSameTagAndOthersAnother() {
        assertThat(new Rendition("{}").etag()).isEqualTo(new Rendition("{}").etag());
        assertThat(new Rendition("{}").etag()).isNotEqualTo(new Rendition("[]").etag());
    }

    @Test
    void eachEncodingHasAStrongTagOfItsOwn() {
        assertThat(rendition.etag()).matches("\"[0-9a-f]{24}\"");
        assertThat(rendition.etagGzipped()).matches("\"[0-9a-f]{24}-gzip\"").isNotEqualTo(rendition.etag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "W/%s", "\"other\", %s", "W/\"other\",W/%s,\"third\"", "\"a,b\", %s"})
    void aListThatHoldsATagMatchesWeaklyToo(String list) {
        assertThat(rendition.matches(list.formatted(rendition.etag()), false)).isTrue();
        assertThat(rendition.matches(list.formatted(rendition.etagGzipped()), true))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void aStarMatchesBothEncodings(String star) {
        assertThat(rendition.matches(star, false)).isTrue();
        assertThat(rendition.matches(star, true)).isTrue();
    }

    @Test
    void oneEncodingsTagIsNotTheOthers() {
        assertThat(rendition.matches(rendition.etag(), true)).isFalse();
        assertThat(rendition.matches(rendition.etagGzipped(), false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"other\"", "W/\"other\", \"*\"", "**"})
    void anythingElseDoesNotMatch(String list) {
        assertThat(rendition.matches(list, false)).isFalse();
        assertThat(rendition.matches(list, true)).isFalse();
    }

    @Test
    void aTagWithoutItsQuotesOrCutShortDoesNotMatch() {
        var tag = rendition.etag();

        assertThat(rendition.matches(tag.replace("\"", ""), false)).isFalse();
        assertThat(rendition.matches(tag.substring(0, 12) + '"', false)).isFalse();
    }
}
