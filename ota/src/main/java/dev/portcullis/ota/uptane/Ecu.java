package dev.portcullis.ota.uptane;

/**
 * An ECU of this vehicle.
 *
 * @param releaseCounter of the image it has now; 0 where that has none. None below is installed.
 */
public record Ecu(HardwareId hardware, long releaseCounter) {}
