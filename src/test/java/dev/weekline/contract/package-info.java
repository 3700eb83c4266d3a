/** Holds the running service to {@code openapi/weekline.yaml}, and that document to its own rules. */
package dev.weekline.contract;
