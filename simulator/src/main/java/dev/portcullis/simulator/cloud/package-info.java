/** The back-end: command service, Verifier and time service, and what starts them. */
package dev.portcullis.simulator.cloud;
