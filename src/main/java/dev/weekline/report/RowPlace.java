package dev.weekline.report;

import java.util.Optional;

/** Where a page of rows ended: the next one begins after this row. */
record RowPlace(Optional<String> sortValue, String key) {

    static RowPlace after(StoredRow row) {
        return new RowPlace(row.sortValue(), row.key());
    }
}
