package dev.portcullis.can.watch;

/** What can be found on a bus. Each kind says what {@link Finding#seen} is, and in which unit. */
public enum FindingKind {
  /** Our controller may not take part any more: its error counter passed 255. */
  BUS_OFF(Layer.BUS, "", "a controller was driven off the bus"),
  /** Error frames without end, or a controller that is error passive. */
  ERROR_STORM(Layer.BUS, "errors/s", "error frames come faster than a healthy bus makes them"),
  /** More of the bus is taken than ever by its own traffic. */
  BUS_LOAD(Layer.BUS, "%", "the bus is fuller than its own traffic makes it"),
  /** Nobody says anything any more. */
  BUS_SILENT(Layer.BUS, "ms", "no frame of anybody"),
  /** Frames were on the bus that did not get here: until they are made up for, less is found. */
  FRAMES_MISSED(Layer.BUS, "frames", "frames were on the bus and not seen"),
  /** An identifier that neither the description nor ISO 15765-4 has. */
  UNKNOWN_ID(Layer.IDENTIFIER, "", "no message of the description has this identifier"),
  /** A frame that only this unit sends, and this unit did not send it. */
  OURS_FROM_ELSEWHERE(Layer.IDENTIFIER, "", "an identifier of ours that we did not send"),
  /** Another program of this host sent a frame through the same interface, past the gate. */
  SENT_BY_THIS_HOST(Layer.IDENTIFIER, "", "another program of this host put it on the bus"),
  /** A classic frame for one of CAN FD, the other way, or a remote frame. */
  WRONG_FORMAT(Layer.FORMAT, "", "not the kind of frame that carries this message"),
  /** More or fewer bytes than the message has. */
  WRONG_LENGTH(Layer.FORMAT, "bytes", "not the length of this message"),
  /** Frames of a message follow each other faster than their sender sends. */
  TOO_OFTEN(Layer.TIMING, "ms", "frames of this message follow each other too soon"),
  /** A periodic message that left its beat, as when another node takes it over. */
  OFF_BEAT(Layer.TIMING, "ms", "a periodic message left its beat"),
  /** A periodic message that does not come. */
  SILENT(Layer.TIMING, "ms", "a periodic message does not come any more"),
  /** A counter that does not go on from the frame before. */
  COUNTER(Layer.PROTECTION, "", "the counter does not go on from the frame before"),
  /** A checksum that is not that of the frame. */
  CHECKSUM(Layer.PROTECTION, "", "the checksum is not that of this frame"),
  /** A multiplexor value that selects nothing. */
  MULTIPLEXOR(Layer.SIGNAL, "", "a multiplexor value that the description does not have"),
  /** A physical value outside its limits. */
  RANGE(Layer.SIGNAL, "", "a value outside the signal's limits"),
  /** A physical value far outside what the signal ever said. */
  UNUSUAL(Layer.SIGNAL, "", "a value far outside what the signal ever said"),
  /** A physical value that changed by more than it ever does from frame to frame. */
  STEP(Layer.SIGNAL, "", "a value changed by more than it ever does from one frame to the next"),
  /**
   * Two signals that always said the same, and do not any more. One of them, or both, are wrong.
   */
  CONTRADICTION(Layer.SIGNAL, "", "another message says something else of the same quantity"),
  /** A request to the diagnostics of a control unit while the car is driven. */
  DIAGNOSTICS_WHILE_DRIVING(
      Layer.DIAGNOSTICS, "service", "a diagnostic request while the car is driven");

  private final Layer layer;
  private final String unit;
  private final String explanation;

  FindingKind(Layer layer, String unit, String explanation) {
    this.layer = layer;
    this.unit = unit;
    this.explanation = explanation;
  }

  /** What the detector looks at. */
  public Layer layer() {
    return layer;
  }

  /** The unit of what was seen; empty where it has none, or that of the signal. */
  public String unit() {
    return unit;
  }

  /** What it means, in words. */
  public String explanation() {
    return explanation;
  }
}
