package dev.portcullis.crypto.attest.nitro;

import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.enclave;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.measured;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.measuring;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.occasion;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.register;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which enclaves the policy means, register by register. */
final class NitroMeasurementsTest {

  private static final EnclaveMeasurements FIRST = enclave("first", 0x10, 0x11, 0x12, 0x13, 0x18);
  private static final EnclaveMeasurements SECOND = enclave("second", 0x20, 0x21, 0x22, 0x23, 0x28);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 8})
  void refusesAnEnclaveWhoseRegisterIsAbsentZeroOrAnother(int register) {
    var absent = measured();
    absent.remove(register);

    assertRefused(AttestationRefusal.NO_MEASUREMENT, absent);
    assertRefused(AttestationRefusal.ZERO_MEASUREMENT, changed(register, register(0)));
    assertRefused(AttestationRefusal.MEASUREMENT_NOT_LISTED, changed(register, register(0x77)));
    assertRefused(
        AttestationRefusal.MEASUREMENT_NOT_LISTED,
        changed(register, valueOf(FIRST, register).slice(0, 32)));
    assertRefused(AttestationRefusal.ZERO_MEASUREMENT, changed(register, Bytes.of(new byte[64])));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 8})
  void refusesTheRegistersOfTwoEntriesMixed(int register) {
    var mixed = changed(register, valueOf(SECOND, register));

    assertEquals(
        Outcome.refused(AttestationRefusal.MEASUREMENT_NOT_LISTED),
        appraise(mixed, FIRST, SECOND).map(AttestationResult::subject));
  }

  @Test
  void noMixtureOfListedEnclavesIsOne() {
    var random = new Random(21);
    var entries = List.of(FIRST, SECOND, enclave("third", 0x30, 0x31, 0x32, 0x33, 0x38));
    for (int i = 0; i < 100; i++) {
      var registers = new TreeMap<Integer, Bytes>();
      var origins = new ArrayList<EnclaveMeasurements>();
      for (int register : FIRST.registers().keySet()) {
        var origin = entries.get(random.nextInt(entries.size()));
        origins.add(origin);
        registers.put(register, valueOf(origin, register));
      }
      var outcome = appraise(registers, entries.toArray(EnclaveMeasurements[]::new));
      boolean whole = origins.stream().distinct().count() == 1;

      assertEquals(whole, outcome instanceof Outcome.Passed, origins::toString);
    }
  }

  @Test
  void theResultIsNamedAfterTheEntry() {
    var second = new TreeMap<>(SECOND.registers());

    assertEquals(
        Outcome.passed("second"), appraise(second, FIRST, SECOND).map(AttestationResult::subject));
  }

  @Test
  void anUnsignedImageMayBeListedByItsOperatorsRole() {
    var byRole = only(FIRST, 3);

    assertTrue(appraise(changed(8, register(0)), byRole) instanceof Outcome.Passed);
    assertTrue(appraise(changed(8, register(0x77)), byRole) instanceof Outcome.Passed);
    assertEquals(
        Outcome.refused(AttestationRefusal.ZERO_MEASUREMENT),
        appraise(changed(3, register(0)), byRole));
  }

  @Test
  void anImageMayBeListedByItsSignerWhoeverRunsIt() {
    var bySigner = only(FIRST, 8);

    assertTrue(appraise(changed(3, register(0)), bySigner) instanceof Outcome.Passed);
    assertEquals(
        Outcome.refused(AttestationRefusal.ZERO_MEASUREMENT),
        appraise(changed(8, register(0)), bySigner));
  }

  @Test
  void refusesDebugMode() {
    var debug = new TreeMap<Integer, Bytes>();
    for (int i = 0; i < 16; i++) {
      debug.put(i, register(0));
    }
    debug.put(3, register(0x13));

    assertRefused(AttestationRefusal.ZERO_MEASUREMENT, debug);
  }

  @Test
  void furtherRegistersOfAnEntryCountToo() {
    var strict = new TreeMap<>(FIRST.registers());
    strict.put(4, register(0x14));
    var entry = new EnclaveMeasurements("strict", strict);

    assertEquals(Outcome.refused(AttestationRefusal.ZERO_MEASUREMENT), appraise(measured(), entry));
    assertTrue(appraise(changed(4, register(0x14)), entry) instanceof Outcome.Passed);
  }

  private static EnclaveMeasurements only(EnclaveMeasurements entry, int operator) {
    var registers = new TreeMap<>(entry.registers());
    registers.remove(operator == 3 ? 8 : 3);
    return new EnclaveMeasurements(entry.name(), registers);
  }

  private static Bytes valueOf(EnclaveMeasurements entry, int register) {
    return Optional.ofNullable(entry.registers().get(register)).orElseThrow();
  }

  private static SortedMap<Integer, Bytes> changed(int register, Bytes value) {
    var registers = measured();
    registers.put(register, value);
    return registers;
  }

  private static Outcome<AttestationResult, AttestationRefusal> appraise(
      SortedMap<Integer, Bytes> registers, EnclaveMeasurements... enclaves) {
    return SimulatedNitro.appraiser(enclaves).appraise(measuring(registers), occasion());
  }

  private static void assertRefused(AttestationRefusal why, SortedMap<Integer, Bytes> registers) {
    assertEquals(Outcome.refused(why), appraise(registers, FIRST));
  }
}
