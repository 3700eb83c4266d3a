package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SharesTest {

    @Property
    void partsAddUpAndAreTheirExactShareRoundedUpOrDown(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long total,
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = 1_000_000) Long> list,
            @ForAll long chance) {
        var weights = array(list);
        var sum = Arrays.stream(weights).sum();
        var parts = Shares.of(total, weights, new Dice(chance));

        assertThat(Arrays.stream(parts).sum()).isEqualTo(sum == 0 ? 0 : total);
        for (var i = 0; i < parts.length && sum > 0; i++) {
            assertThat(parts[i]).isBetween(total * weights[i] / sum, Math.ceilDiv(total * weights[i], sum));
        }
    }

    @Property
    void whatWeighsNothingIsNeverPicked(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 0, max = 3) Long> list, @ForAll long chance) {
        var weights = array(list);
        if (Arrays.stream(weights).sum() > 0) {
            assertThat(weights[Shares.pick(Shares.summedUp(weights), new Dice(chance))])
                    .isPositive();
        }
    }

    @Property
    void aHeavierPlaceIsPickedMoreOften(@ForAll @IntRange(max = 1_000_000) int chance) {
        var summedUp = Shares.summedUp(new long[] {1, 9});
        var picked = new int[2];
        for (var i = 0; i < 1_000; i++) {
            picked[Shares.pick(summedUp, new Dice(chance).with(i))]++;
        }
        assertThat(picked[1]).isBetween(800, 980);
    }

    private static long[] array(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }
}
