package dev.portcullis.simulator.cloud;

import dev.portcullis.simulator.broker.MqttConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The place of the connection that holds at the moment. */
final class Slot {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private Optional<MqttConnection> content = Optional.empty();

  void put(MqttConnection connection) {
    lock.lock();
    try {
      content = Optional.of(connection);
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<MqttConnection> take() {
    lock.lock();
    try {
      var taken = content;
      content = Optional.empty();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  Optional<MqttConnection> await(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (content.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
      return content;
    } finally {
      lock.unlock();
    }
  }
}
