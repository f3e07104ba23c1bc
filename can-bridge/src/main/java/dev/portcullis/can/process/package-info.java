/** can-bridge as a process of its own: its configuration, its socket and its two commands. */
package dev.portcullis.can.process;
