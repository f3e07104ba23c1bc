package dev.portcullis.ota.uptane;

import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;

/**
 * What the Director directs one ECU to install.
 *
 * @param hardware the model of ECU the Director takes it for
 * @param releaseCounter 0 where the image has none
 */
public record Direction(
    EcuId ecu, HardwareId hardware, TargetName name, TargetFile file, long releaseCounter) {}
