package dev.portcullis.can.port;

/** The errors of Linux calls that mean something here ({@code asm-generic/errno.h}). */
final class Errno {

  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int EPROTONOSUPPORT = 93;
  static final int EAFNOSUPPORT = 97;
  static final int ENETDOWN = 100;
  static final int ENOBUFS = 105;

  private Errno() {}
}
