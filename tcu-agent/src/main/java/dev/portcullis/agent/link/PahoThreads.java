package dev.portcullis.agent.link;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads of one connection: Paho takes one each to connect, receive, send, call back and
 * disconnect. Each ends with its task. No task is ever interrupted: Paho would interrupt the
 * callback thread when a connection ends, and an interrupt closes the file channel that the gate
 * may just be writing its journal through.
 */
final class PahoThreads extends AbstractExecutorService implements ScheduledExecutorService {

  private final ThreadFactory factory;
  private final Consumer<Throwable> fault;
  private final Object lock = new Object();
  private int live;

  /** Threads whose tasks' exceptions and errors, which Paho never has, go to {@code fault}. */
  PahoThreads(ThreadFactory factory, Consumer<Throwable> fault) {
    this.factory = factory;
    this.fault = fault;
  }

  /** Whether no thread runs. */
  boolean isIdle() {
    synchronized (lock) {
      return live == 0;
    }
  }

  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      live++;
    }
    Thread thread = factory.newThread(() -> run(task));
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      fault.accept(e);
    } finally {
      synchronized (lock) {
        live--;
        lock.notifyAll();
      }
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new Uninterrupted<>(Executors.callable(task, value));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new Uninterrupted<>(task);
  }

  private final class Uninterrupted<T> extends FutureTask<T> {
    Uninterrupted(Callable<T> task) {
      super(task);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }

    @Override
    protected void setException(Throwable e) {
      super.setException(e);
      fault.accept(e);
    }
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  /** Waits until no thread runs. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toMillis(timeout);
    long step = Math.max(1, Math.min(left, 20));
    synchronized (lock) {
      while (live > 0 && left > 0) {
        lock.wait(step);
        left -= step;
      }
      return live == 0;
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    throw notScheduled();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw notScheduled();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw notScheduled();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw notScheduled();
  }

  private static UnsupportedOperationException notScheduled() {
    return new UnsupportedOperationException("the supervisor keeps the time");
  }
}
