/** The gate: seven stages, and the threads and queues around them. */
package dev.portcullis.agent.gate;
