package dev.portcullis.can.permit;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;

/**
 * One kind of frame that may be sent. The payload must be exactly as long as {@code mask}, and
 * equal {@code value} in every bit that is one in {@code mask}.
 *
 * @param kind what kind of frame; for a remote frame the length is its length code
 * @param mask as many bytes as the frame has; all zero leaves the payload free
 * @param value as long as the mask, zero where the mask is zero
 */
public record AllowEntry(
    BusName bus, ArbitrationId id, Kind kind, Bytes mask, Bytes value, Rate rate) {

  /** What kind of frame an entry is for. */
  public enum Kind {
    /** A classic data frame. */
    DATA,
    /** A remote frame. */
    REMOTE,
    /** An FD frame. */
    FD
  }

  /** Checks that mask and value belong together. */
  public AllowEntry {
    if (mask.size() != value.size()) {
      throw new IllegalArgumentException("mask and value of different lengths");
    }
    for (int i = 0; i < mask.size(); i++) {
      if ((value.at(i) & ~mask.at(i)) != 0) {
        throw new IllegalArgumentException("the value has bits outside its mask");
      }
    }
  }

  /** Whether this entry is for {@code frame} on that bus; says nothing about the rate. */
  public boolean matches(BusName frameBus, CanFrame frame) {
    return bus.equals(frameBus)
        && id.equals(frame.id())
        && switch (frame) {
          case CanFrame.Data data -> kind == Kind.DATA && matches(data.payload());
          case CanFrame.Fd fd -> kind == Kind.FD && matches(fd.payload());
          case CanFrame.Remote remote -> kind == Kind.REMOTE && remote.dlc() == mask.size();
        };
  }

  private boolean matches(Bytes payload) {
    if (payload.size() != mask.size()) {
      return false;
    }
    for (int i = 0; i < mask.size(); i++) {
      if ((payload.at(i) & mask.at(i)) != value.at(i)) {
        return false;
      }
    }
    return true;
  }
}
