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

  private static final int DISCARDED_AT_ONCE = 4096;
  private static final int MOST_DISCARDS = 64;

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
   * Drops what was received at an earlier time. By reading it: the library's own flush also drops
   * what we have written and the adapter has not read yet, such as the bit rate.
   */
  void discard() {
    var dropped = new byte[DISCARDED_AT_ONCE];
    for (int i = 0; i < MOST_DISCARDS && port.bytesAvailable() > 0; i++) {
      if (port.readBytes(dropped, dropped.length) <= 0) {
        return;
      }
    }
  }

  void close() {
    port.closePort();
  }
}
