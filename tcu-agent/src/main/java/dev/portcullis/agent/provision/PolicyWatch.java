package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether a policy was installed, so that it takes effect while commands flow.
 * It is verified like the one of the start; whether it is newer is for the gate to say. Owns one
 * thread, {@code policy-watch}.
 */
public final class PolicyWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 1000;

  private final PolicyUpdate update;
  private final SigningAuthority authority;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Bytes known;

  /** Who is told, on the watch's thread. */
  public interface Listener {
    /** A policy was installed, and its signatures hold. */
    void found(SignedPolicy policy);

    /** What was put there is of no use; said once. */
    void unusable(PolicyRefusal why);
  }

  /**
   * A watch that tells of what is put there after {@code present} was read, which is also what was
   * put there before the watch began.
   */
  public PolicyWatch(
      PolicyUpdate update, SigningAuthority authority, SignedPolicy present, Listener listener) {
    this.update = update;
    this.authority = authority;
    this.listener = listener;
    var there = update.bytes().orElse(Bytes.empty());
    this.known = isNewer(there, present) ? Bytes.empty() : there;
  }

  private boolean isNewer(Bytes there, SignedPolicy present) {
    return SignedPolicy.verifyBundle(there, authority)
            instanceof Outcome.Passed<SignedPolicy, PolicyRefusal>(var policy)
        && policy.policy().sequence() > present.policy().sequence();
  }

  /** Begins to look. */
  public void start(ThreadFactory threads) {
    var thread = threads.newThread(this::run);
    thread.setName("policy-watch");
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once. A file that cannot be read is no news: the policy in force stays. */
  void look() {
    var present = update.bytes().orElse(known);
    if (present.equals(known)) {
      return;
    }
    known = present;
    switch (SignedPolicy.verifyBundle(present, authority)) {
      case Outcome.Passed<SignedPolicy, PolicyRefusal>(var policy) -> listener.found(policy);
      case Outcome.Refused<SignedPolicy, PolicyRefusal>(var why) -> listener.unusable(why);
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
