package dev.portcullis.can.secoc;

/** What both ends of a secured I-PDU agree upon; made from the vehicle description. */
public record SecuredMessage(DataId id, KeySlots slots, PduLayout layout) {}
