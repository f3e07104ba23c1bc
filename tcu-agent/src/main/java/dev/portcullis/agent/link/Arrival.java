package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/**
 * A message from the broker, on its way to the gate. Nothing about it is verified.
 *
 * @param inbox what it is about
 * @param payload its bytes
 * @param delivery by which it is settled
 * @param arrivedNanos when it arrived, on the clock handed to the link
 */
public record Arrival(Inbox inbox, Bytes payload, Delivery delivery, long arrivedNanos) {}
