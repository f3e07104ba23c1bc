package dev.portcullis.can.port;

/** The options of sockets that a CAN port sets, and at which level the kernel has them. */
enum SocketOption {
  /** {@code asm-generic/socket.h}: an error that is waiting. */
  ERROR(Level.SOCKET, 4),
  /** Memory for what was not read yet, up to {@code net.core.rmem_max}. */
  RECEIVE_BUFFER(Level.SOCKET, 8),
  /** How long a read waits. */
  RECEIVE_TIMEOUT(Level.SOCKET, 20),
  /** As RECEIVE_BUFFER without the bound, for whoever has CAP_NET_ADMIN. */
  RECEIVE_BUFFER_FORCED(Level.SOCKET, 33),
  /** Tells with a message how many before it found no room. */
  OVERFLOW_COUNTER(Level.SOCKET, 40),
  /** {@code linux/can/raw.h}: which frames to receive. */
  CAN_FILTERS(Level.CAN_RAW, 1),
  /** Which error frames to receive. */
  CAN_ERROR_FILTER(Level.CAN_RAW, 2),
  /** Our own frames come back when they were sent. */
  CAN_OWN_FRAMES(Level.CAN_RAW, 4),
  /** Frames of CAN FD too. */
  CAN_FD_FRAMES(Level.CAN_RAW, 5);

  private enum Level {
    SOCKET(1),
    CAN_RAW(101);

    private final int number;

    Level(int number) {
      this.number = number;
    }
  }

  private final Level level;
  private final int number;

  SocketOption(Level level, int number) {
    this.level = level;
    this.number = number;
  }

  int level() {
    return level.number;
  }

  int number() {
    return number;
  }
}
