/**
 * The connections to the database: lanes, one for each purpose, so that a crowd in one keeps nobody in another waiting,
 * and connections that are hung up on when the database falls silent. What is asked belongs to the rooms, which own
 * their tables.
 */
@NullMarked
package dev.weekline.database;

import org.jspecify.annotations.NullMarked;
