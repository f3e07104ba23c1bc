package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the OEM's policy authority allows. It can add conditions to those of the design, never
 * remove one. Made from exact signed bytes by {@link SignedPolicy} alone.
 *
 * @param sequence rises with every policy; a vehicle refuses commands while it is behind
 * @param validity when it may be gone by in everything
 * @param time the keys whose threshold states the time
 * @param attestation whose word counts about apps and back-ends, and which of them are listed
 * @param commands the rule of each command; a command without one is forbidden
 * @param allowance how many commands a signer may send in which time
 * @param revoked thumbprints of keys that are no good any more
 * @param revocationSequence rises with every change of {@code revoked}
 * @param authorities whose signature on something else counts
 */
public record Policy(
    long sequence,
    Validity validity,
    TimeKeys time,
    Attestation attestation,
    Map<CommandName, Rule> commands,
    Allowance allowance,
    Set<Digest> revoked,
    long revocationSequence,
    Authorities authorities) {

  /** Keeps copies. */
  public Policy {
    commands = Map.copyOf(commands);
    revoked = Set.copyOf(revoked);
  }

  /**
   * Whose signatures count on what comes after this policy.
   *
   * @param revocations keys of which each signs revocation documents; may be none
   * @param orders keys of which each signs orders of the SOC; may be none
   * @param policies who must sign the next policy; where nobody is named, whoever must sign this
   *     one
   */
  public record Authorities(
      List<PublicKey> revocations, List<PublicKey> orders, Optional<SigningAuthority> policies) {

    /** The most keys that may sign policies: two full sets fit into one list of signatures. */
    public static final int MOST_SIGNERS = DetachedSignatures.MOST / 2;

    /** Nobody's signature counts on anything but policies, and there it stays as it is. */
    public static final Authorities NONE = new Authorities(List.of(), List.of(), Optional.empty());

    /** Keeps copies. */
    public Authorities {
      revocations = List.copyOf(revocations);
      orders = List.copyOf(orders);
    }
  }

  /**
   * When a policy may be gone by. Outside of it the car still locks and unlocks and ends a remote
   * start; nothing else is allowed, for it may be forbidden by now.
   *
   * @param notBefore the first moment
   * @param notAfter the first moment that is too late
   */
  public record Validity(Instant notBefore, Instant notAfter) {

    /** Whether it may be gone by at {@code time}. */
    public boolean covers(Instant time) {
      return !time.isBefore(notBefore) && time.isBefore(notAfter);
    }
  }

  /** The keys that state the time, and how many of them must agree. */
  public record TimeKeys(List<PublicKey> keys, int threshold) {
    public TimeKeys {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Who may give one command, and how.
   *
   * @param preconditions what must hold in the car besides what its own description demands, as an
   *     expression over its signals; 1 to 1,024 characters
   * @param allowance how many of this command a signer may send, beside the allowance of all
   * @param maximumRun how long a remote start runs at the most; other commands ignore it
   */
  public record Rule(
      Set<Role> roles,
      Set<Channel> channels,
      Duration lifetime,
      Duration maximumRun,
      Optional<String> preconditions,
      Optional<Allowance> allowance) {

    public Rule {
      roles = Set.copyOf(roles);
      channels = Set.copyOf(channels);
    }
  }

  /** {@code commands} in each {@code window}, filled up evenly. */
  public record Allowance(int commands, Duration window) {}
}
