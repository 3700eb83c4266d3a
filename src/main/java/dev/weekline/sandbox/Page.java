package dev.weekline.sandbox;

import java.util.List;

/**
 * Some rows of an answer.
 *
 * @param rows in their order
 * @param from where they begin
 * @param to where the next page begins
 * @param last whether there is no next page
 */
record Page(List<Row> rows, Position from, Position to, boolean last) {

    /**
     * A place between two rows of an answer.
     *
     * @param slice which slice, from 0
     * @param block which block of the slice, from 0
     * @param row which row of the block, from 0
     */
    record Position(int slice, int block, int row) {

        static final Position START = new Position(0, 0, 0);

        Position nextRow() {
            return new Position(slice, block, row + 1);
        }

        Position nextBlock() {
            return new Position(slice, block + 1, 0);
        }

        Position nextSlice() {
            return new Position(slice + 1, 0, 0);
        }
    }
}
