/** The gate's memory: an append-only journal, and what it adds up to. */
package dev.portcullis.agent.journal;
