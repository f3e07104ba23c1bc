package dev.portcullis.can.remote;

/** Told what becomes of connections, on the server's thread: keep it short. */
public interface ServerObserver {

  /** An agent said hello: from here on actions are carried out. */
  void agentCame();

  /** Its connection ended: nothing is transmitted until an agent says hello again. */
  void agentWent(Ending why);

  /**
   * Somebody was turned away at the socket, or before a greeting.
   *
   * @param user whose program it was, as the kernel says
   */
  void turnedAway(String user, Ending why);
}
