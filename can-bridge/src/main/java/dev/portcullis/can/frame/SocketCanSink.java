package dev.portcullis.can.frame;

/** Takes what {@link SocketCanCodec#decode} read: one call for each message of the socket. */
public interface SocketCanSink {

  /** A frame. */
  void frame(CanFrame frame);

  /** A word of the driver about its controller. */
  void error(ErrorFrame error);

  /** Neither. */
  void refused(SocketCanRefusal why);
}
