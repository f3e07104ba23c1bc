/** A simulated repository, its signers, and a client of it. */
@NullMarked
package dev.portcullis.ota.testing;

import org.jspecify.annotations.NullMarked;
