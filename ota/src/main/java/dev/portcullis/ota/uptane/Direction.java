package dev.portcullis.ota.uptane;

import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;

/**
 * What the Director directs one ECU to install.
 *
 * @param hardware the model of ECU the Director takes it for
 * @param file the image, before it was encrypted if it was
 * @param releaseCounter 0 where the image has none
 */
public record Direction(
    EcuId ecu,
    HardwareId hardware,
    TargetName name,
    TargetFile file,
    long releaseCounter,
    Delivery delivery) {

  /** Of an image that comes as it is. */
  public Direction(
      EcuId ecu, HardwareId hardware, TargetName name, TargetFile file, long releaseCounter) {
    this(ecu, hardware, name, file, releaseCounter, new Delivery.Plain());
  }

  /** The name of the file to fetch. */
  public TargetName fetchedName() {
    return switch (delivery) {
      case Delivery.Plain() -> name;
      case Delivery.Encrypted(var encrypted, _, _) -> encrypted;
    };
  }

  /** The length and hashes of the file to fetch. */
  public TargetFile fetchedFile() {
    return switch (delivery) {
      case Delivery.Plain() -> file;
      case Delivery.Encrypted(_, var encrypted, _) -> encrypted;
    };
  }
}
