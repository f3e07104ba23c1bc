package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;

/**
 * The identifiers that ISO 15765-4 (clause 10) gives to diagnostics: 11 bits 0x7DF and 0x7E0 to
 * 0x7E7 for requests, 0x7E8 to 0x7EF for answers; 29 bits 0x18DB33F1 and 0x18DAxxF1 for requests,
 * 0x18DAF1xx for answers.
 */
enum DiagnosticId {
  /** From a tester to control units. */
  REQUEST,
  /** From a control unit to a tester. */
  ANSWER,
  /** Nothing of diagnostics. */
  OTHER;

  /** The service of a frame that begins no request, such as a flow control. */
  static final int NO_SERVICE = 0;

  private static final int FIRST_FRAME = 0x10;
  private static final int KIND_BITS = 0xF0;
  private static final int LENGTH_BITS = 0x0F;

  static DiagnosticId of(ArbitrationId id) {
    int value = id.value();
    return switch (id) {
      case ArbitrationId.Standard _ -> standard(value);
      case ArbitrationId.Extended _ -> extended(value);
    };
  }

  private static DiagnosticId standard(int value) {
    if (value == 0x7DF || (value & 0x7F8) == 0x7E0) {
      return REQUEST;
    }
    return (value & 0x7F8) == 0x7E8 ? ANSWER : OTHER;
  }

  private static DiagnosticId extended(int value) {
    if (value == 0x18DB_33F1 || (value & 0x1FFF_00FF) == 0x18DA_00F1) {
      return REQUEST;
    }
    return (value & 0x1FFF_FF00) == 0x18DA_F100 ? ANSWER : OTHER;
  }

  /**
   * The service that a frame of ISO 15765-2 asks for: in a single frame or the first of several.
   * {@link #NO_SERVICE} for one that asks for none.
   */
  static int service(CanFrame frame) {
    Bytes payload = frame.payload();
    if (payload.size() < 2) {
      return NO_SERVICE;
    }
    int control = payload.at(0);
    if ((control & KIND_BITS) == 0) {
      // A single frame of FD has its length in the second byte.
      int at = (control & LENGTH_BITS) == 0 ? 2 : 1;
      return payload.size() > at ? payload.at(at) : NO_SERVICE;
    }
    return (control & KIND_BITS) == FIRST_FRAME && payload.size() > 2 ? payload.at(2) : NO_SERVICE;
  }
}
