package dev.portcullis.simulator.phone;

/**
 * One message with the exchange it belongs to.
 *
 * @param exchange chosen by the phone, repeated in every answer
 */
public record Letter(Exchange exchange, PhoneMessage message) {}
