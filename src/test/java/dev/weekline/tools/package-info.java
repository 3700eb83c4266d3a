/** Programs of this machine that tests run beside the JVM. */
package dev.weekline.tools;
