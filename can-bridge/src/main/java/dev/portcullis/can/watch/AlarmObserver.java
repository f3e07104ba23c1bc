package dev.portcullis.can.watch;

/** Is told of alarms, a bounded number a second. */
@FunctionalInterface
public interface AlarmObserver {

  /** An alarm; on a thread that nobody waits for but the next alarm. */
  void raised(Alarm alarm);
}
