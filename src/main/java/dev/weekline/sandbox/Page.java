package dev.weekline.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Some rows of an answer.
 *
 * @param rows in their order
 * @param from where they begin
 * @param to where the next page begins
 * @param first whether there is nothing before it
 * @param last whether there is no next page
 */
record Page<T>(List<T> rows, Position from, Position to, boolean first, boolean last) {

    Page {
        rows = List.copyOf(rows);
    }

    /** The same place with other rows. */
    Page<T> with(UnaryOperator<List<T>> others) {
        return new Page<>(others.apply(rows), from, to, first, last);
    }

    /**
     * A place between two rows of an answer.
     *
     * @param slice which slice, from 0
     * @param block which block of the slice, from 0
     * @param row which row of the block, from 0
     */
    record Position(int slice, int block, int row) implements Comparable<Position> {

        static final Position START = new Position(0, 0, 0);
        static final Position END = new Position(Integer.MAX_VALUE, 0, 0);

        private static final Comparator<Position> ORDER = Comparator.comparingInt(Position::slice)
                .thenComparingInt(Position::block)
                .thenComparingInt(Position::row);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }
}
