package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Everything that a list holds, from any place on, made only as far as somebody looks. */
interface Walk<T> {

    /** Shows what is at {@code place} and behind it, until the visitor has seen enough. */
    void from(Position place, Visitor<T> visitor);

    /** Sees one thing after the other. */
    interface Visitor<T> {

        /** @return whether to go on */
        boolean sees(Position place, T thing);
    }

    /** A walk along a list that is there already. */
    static <T> Walk<T> along(List<T> list) {
        return (place, visitor) -> {
            for (var i = place.row(); i < list.size() && place.slice() == 0; i++) {
                if (!visitor.sees(new Position(0, 0, i), list.get(i))) {
                    return;
                }
            }
        };
    }

    /** The page that is asked for. */
    default Page<T> page(PageAsked asked) {
        return asked.backwards() ? before(asked.place(), asked.limit()) : after(asked.place(), asked.limit());
    }

    /** The page that begins at a place. */
    default Page<T> after(Position place, int limit) {
        var things = new ArrayList<T>();
        var next = new ArrayList<Position>(1);
        from(place, (at, thing) -> {
            if (things.size() == limit) {
                next.add(at);
                return false;
            }
            return things.add(thing);
        });
        var last = next.isEmpty();
        return new Page<>(things, place, last ? Position.END : next.getFirst(), place.equals(Position.START), last);
    }

    /** The page that ends before a place. */
    default Page<T> before(Position place, int limit) {
        var things = new ArrayDeque<T>();
        var places = new ArrayDeque<Position>();
        from(Position.START, (at, thing) -> {
            if (at.compareTo(place) >= 0) {
                return false;
            }
            things.add(thing);
            places.add(at);
            if (places.size() > limit + 1) {
                places.remove();
            }
            if (things.size() > limit) {
                things.remove();
            }
            return true;
        });
        var first = places.size() <= limit;
        if (!first) {
            places.remove();
        }
        var from = places.isEmpty() ? Position.START : places.getFirst();
        return new Page<>(List.copyOf(things), from, place, first, place.equals(Position.END));
    }

    /** All of it. */
    default List<T> all() {
        return after(Position.START, Integer.MAX_VALUE).rows();
    }
}
