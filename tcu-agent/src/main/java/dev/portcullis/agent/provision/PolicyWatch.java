package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.KeptPoliciesCodec;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether a policy was installed, so that it takes effect while commands flow.
 * It is verified like the one of the start, by the signers that are in force by now and not by
 * those that the configuration names. Owns one thread, {@code policy-watch}.
 */
public final class PolicyWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 1000;

  private final PolicyUpdate update;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile PolicyChain chain;
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
  public PolicyWatch(PolicyUpdate update, PolicyChain present, Listener listener) {
    this.update = update;
    this.chain = present;
    this.listener = listener;
    this.known =
        present.with(update.policies()).isBeyond(present)
            ? Bytes.empty()
            : update.bytes().orElse(Bytes.empty());
  }

  /** Who signs the next policy, at this moment. */
  public SigningAuthority signers() {
    return chain.signers();
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
    switch (KeptPoliciesCodec.decode(present).then(this::follow)) {
      case Outcome.Passed<PolicyChain, PolicyRefusal>(var next) -> {
        chain = next;
        next.newest().ifPresent(listener::found);
      }
      case Outcome.Refused<PolicyChain, PolicyRefusal>(var why) -> listener.unusable(why);
    }
  }

  /** Several may have been installed since the last look; the newest is the last of them. */
  private Outcome<PolicyChain, PolicyRefusal> follow(List<UnverifiedPolicy> policies) {
    var next = chain.with(policies);
    return next.isBeyond(chain) ? Outcome.passed(next) : chain.then(policies.getLast());
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
