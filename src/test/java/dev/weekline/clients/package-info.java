/** The clients that are generated from the contract: that they are sound, and work against a running service. */
package dev.weekline.clients;
