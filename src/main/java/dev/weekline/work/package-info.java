/**
 * What has been put off: the weeks that need work, who in the cluster has the right to work on one, notices that wake
 * other replicas, and the operations that people watch. Every moment here is by the database's clock, which all
 * replicas share.
 */
@NullMarked
package dev.weekline.work;

import org.jspecify.annotations.NullMarked;
