package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever is installed, put on the disk, configured or cut off: the signers in force are those of
 * the factory, or were approved by those in force before them.
 */
final class SignerRotationPropertyTest {

  private static final int VEHICLES = 25;
  private static final int STEPS = 25;
  private static final List<Signers> SETS =
      List.of(Signers.of("a", 1), Signers.of("b", 2), Signers.of("c", 1));

  /** One vehicle, and what was signed for it so far. */
  private static final class Life {
    private final Random random;
    private final SignerVehicle vehicle;
    private final List<UnverifiedPolicy> signed = new ArrayList<>();
    private Signers inForce = SETS.getFirst();
    private long sequence = 1;

    Life(long seed) {
      random = new Random(seed);
      signed.add(Signers.policy(1, inForce));
      vehicle = new SignerVehicle(inForce, signed.getFirst());
      look();
    }

    private Signers anySet() {
      return SETS.get(random.nextInt(SETS.size()));
    }

    void step() {
      switch (random.nextInt(8)) {
        case 0, 1 -> installOne();
        case 2 -> rotateProperly();
        case 3 -> vehicle.put(Signers.file(some()));
        case 4 -> vehicle.provision(signed.get(random.nextInt(signed.size())));
        case 5 -> vehicle.configure(anySet());
        case 6 -> vehicle.put(Bytes.utf8("torn"));
        default -> vehicle.cutThePower(random.nextLong());
      }
      look();
    }

    /** Somebody signs something with some of the keys: it may hold, or not. */
    private void installOne() {
      sequence += random.nextInt(2);
      Signers[] by =
          random.nextBoolean() ? new Signers[] {anySet()} : new Signers[] {anySet(), anySet()};
      var policy =
          random.nextBoolean()
              ? Signers.policy(sequence, by)
              : Signers.rotation(sequence, anySet(), by);
      signed.add(policy);
      var _ = vehicle.install(policy);
    }

    private void rotateProperly() {
      sequence++;
      var next = anySet();
      var policy = Signers.rotation(sequence, next, inForce, next);
      signed.add(policy);
      var _ = vehicle.install(policy);
    }

    private UnverifiedPolicy[] some() {
      return signed.stream().filter(_ -> random.nextBoolean()).toArray(UnverifiedPolicy[]::new);
    }

    /** What of all that was ever signed lets {@code from} be followed by {@code to}. */
    private boolean isApproved(SigningAuthority from, SigningAuthority to) {
      var reached = new HashSet<>(Set.of(from.digest()));
      boolean more = true;
      while (more) {
        more = false;
        for (Signers each : SETS) {
          if (!reached.contains(each.authority().digest())) {
            continue;
          }
          for (UnverifiedPolicy policy : signed) {
            if (policy.verify(each.authority())
                instanceof Outcome.Passed<SignedPolicy, ?>(SignedPolicy held)) {
              more |= reached.add(held.signers().digest());
            }
          }
        }
      }
      return reached.contains(to.digest());
    }

    private void look() {
      if (vehicle.start() instanceof Outcome.Passed<SignedPolicy, ?>(SignedPolicy policy)) {
        var now = policy.signers();
        var before = inForce.authority();
        assertTrue(
            now.digest().equals(before.digest()) || isApproved(before, now),
            "nobody in force approved " + now);
        inForce =
            SETS.stream()
                .filter(each -> each.authority().digest().equals(now.digest()))
                .findFirst()
                .orElseThrow();
      }
    }
  }

  @Test
  void theSignersInForceWereApprovedByThoseBefore() {
    int changed = 0;
    for (int seed = 0; seed < VEHICLES; seed++) {
      var life = new Life(seed);
      for (int step = 0; step < STEPS; step++) {
        life.step();
      }
      changed += life.inForce.equals(SETS.getFirst()) ? 0 : 1;
    }
    assertTrue(
        changed > VEHICLES / 10,
        changed + " of " + VEHICLES + " vehicles ended with other signers");
  }

  @Test
  void whoeverWasTakenOutOfServiceSignsNothingAnyMore() {
    var factory = SETS.get(0);
    var second = SETS.get(1);
    var rotation = Signers.rotation(2, second, factory, second);
    for (int seed = 0; seed < VEHICLES; seed++) {
      var random = new Random(seed);
      var vehicle = new SignerVehicle(factory, Signers.policy(1, factory));
      var _ = vehicle.install(rotation).orFault();
      var _ = vehicle.start().orFault();
      for (int step = 0; step < STEPS; step++) {
        long sequence = random.nextLong(2, 1000);
        var forged =
            random.nextBoolean()
                ? Signers.policy(sequence, factory)
                : Signers.rotation(sequence, SETS.get(2), factory, SETS.get(2));
        switch (random.nextInt(5)) {
          case 0 -> assertTrue(vehicle.install(forged) instanceof Outcome.Refused);
          case 1 -> vehicle.put(Signers.file(forged));
          case 2 -> vehicle.put(Signers.file(forged, rotation));
          case 3 -> vehicle.provision(forged);
          default -> vehicle.cutThePower(random.nextLong());
        }
        if (vehicle.start() instanceof Outcome.Passed<SignedPolicy, ?>(SignedPolicy policy)) {
          assertEquals(second.authority(), policy.signers());
          assertEquals(2, policy.policy().sequence());
        }
        vehicle.put(Signers.file(rotation));
        vehicle.provision(Signers.policy(1, factory));
        assertEquals(second.authority(), vehicle.start().orFault().signers());
      }
    }
  }
}
