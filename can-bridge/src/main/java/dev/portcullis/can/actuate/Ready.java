package dev.portcullis.can.actuate;

/**
 * An action whose preconditions held when it was asked; they are looked at again before sending.
 */
public record Ready(ActionName action) {}
