package dev.portcullis.can.port;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A serial device, byte for byte: the one place that touches jSerialComm. */
final class SerialLine {

  private static final int READ_TIMEOUT_MILLIS = 100;
  private static final int DATA_BITS = 8;

  private final SerialPort port;

  private SerialLine(SerialPort port) {
    this.port = port;
  }

  static Outcome<SerialLine, PortRefusal> open(SlcanSettings settings) {
    if (!exists(settings.device())) {
      return Outcome.refused(PortRefusal.NO_SUCH_DEVICE);
    }
    try {
      SerialPort port = SerialPort.getCommPort(settings.device());
      boolean configured =
          port.setComPortParameters(
                  settings.baudRate(), DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY)
              && port.setComPortTimeouts(
                  SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MILLIS, 0);
      return configured && port.openPort()
          ? Outcome.passed(new SerialLine(port))
          : Outcome.refused(PortRefusal.CANNOT_OPEN);
    } catch (SerialPortInvalidPortException _) {
      return Outcome.refused(PortRefusal.CANNOT_OPEN);
    }
  }

  private static boolean exists(String device) {
    try {
      return Files.exists(Path.of(device));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /**
   * Reads what is there, waiting a short while for the first byte. Zero means nothing came; a
   * negative number that the device is gone.
   */
  int read(byte[] into) {
    return port.readBytes(into, into.length);
  }

  /** Writes all of {@code bytes}; it can block for ever. Whether the device took them all. */
  boolean write(Bytes bytes) {
    return port.writeBytes(bytes.toArray(), bytes.size()) == bytes.size();
  }

  /**
   * Drops what the operating system still holds of an earlier time, in both directions: only before
   * the first write, or it may take that along.
   */
  void discard() {
    port.flushIOBuffers();
  }

  void close() {
    port.closePort();
  }
}
