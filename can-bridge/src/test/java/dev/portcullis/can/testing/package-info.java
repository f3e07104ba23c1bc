/** Fakes for tests of whatever stands above a CAN port: a port in memory, and a car behind it. */
@NullMarked
package dev.portcullis.can.testing;

import org.jspecify.annotations.NullMarked;
