/** What a person types and reads: the tree of commands behind {@code ./portcullis}. */
package dev.portcullis.simulator.console;
