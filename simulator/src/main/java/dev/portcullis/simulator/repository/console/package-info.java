/** {@code ./portcullis sim ota}: the repositories from the command line. */
package dev.portcullis.simulator.repository.console;
