package dev.portcullis.agent.link;

/**
 * By what the caller knows a receipt in the outbox: the caller chooses it, and tells apart what it
 * has not yet seen delivered.
 *
 * @param value any value, for instance the receipt's sequence number
 */
public record OutboxId(long value) {}
