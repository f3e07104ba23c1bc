package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.KeySlots;
import dev.portcullis.can.secoc.PduLayout;
import dev.portcullis.can.secoc.SecOcProfile;
import dev.portcullis.can.secoc.SecuredMessage;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables {@code [secoc.…]} of a command map. */
final class SecuredMessagesTest {

  /** As JASPAR wants it, as profiles 1 and 2 want it, in Intel order, and with a stray bit. */
  private static final Database DATABASE =
      Database.parse(
              """
              BO_ 16 COMMAND: 8 N
               SG_ Action : 0|8@1+ (1,0) [0|0] "" N
               SG_ Mac : 47|24@0+ (1,0) [0|0] "" N
               SG_ Fresh : 39|8@0+ (1,0) [0|0] "" N
              BO_ 17 STATUS: 8 N
               SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
               SG_ Sum : 8|8@1+ (1,0) [0|0] "" N
               SG_ Fresh : 39|4@0+ (1,0) [0|0] "" N
               SG_ Mac : 35|28@0+ (1,0) [0|0] "" N
              BO_ 18 INTEL: 8 N
               SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
               SG_ Mac : 40|24@1+ (1,0) [0|0] "" N
              BO_ 19 STRAY: 8 N
               SG_ Mac : 39|28@0+ (1,0) [0|0] "" N
               SG_ Spare : 56|1@1+ (1,0) [0|0] "" N
              BO_ 20 OPEN: 8 N
               SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
               SG_ Mac : 47|24@0+ (1,0) [0|0] "" N
              BO_ 21 LONG: 32 N
               SG_ High : 71|64@0+ (1,0) [0|0] "" N
               SG_ Low : 135|64@0+ (1,0) [0|0] "" N
               SG_ Fresh : 199|64@0+ (1,0) [0|0] "" N
              VAL_ 17 Lock 0 "OPEN" 1 "SHUT" ;
              """)
          .orFault();

  private static final String COMMAND =
      """
      [secoc.COMMAND]
      data_id = 0x2F0
      key_slot = 3
      profile = "24Bit-CMAC-8Bit-FV"
      freshness_bits = 32
      freshness = "Fresh"
      authenticator = ["Mac"]
      candidates = 2
      block = 511
      """;

  private static final String STATUS =
      """
      [secoc.STATUS]
      data_id = 0x2F1
      key_slot = 4
      profile = "JASPAR"
      freshness = "Fresh"
      authenticator = ["Mac"]
      candidates = 4
      block = 100
      failures_per_second = 10
      """;

  private static String map(String secoc) {
    return """
    schema = 1
    sequence = 1
    bus = "b"
    [watch]
    STATUS = { maximum_age_ms = 100 }
    INTEL = { maximum_age_ms = 100 }
    STRAY = { maximum_age_ms = 100 }
    OPEN = { maximum_age_ms = 100 }
    [send.COMMAND]
    [actions.lock]
    send = "COMMAND"
    set = { Action = 1 }
    feedback = { signal = "STATUS.Lock", is = "SHUT", within_ms = 5 }
    """
        + secoc;
  }

  @Test
  void readsWhatBothEndsAgreeUpon() {
    assertEquals(
        Map.of(
            "COMMAND",
            new SecuredMessage(
                new DataId(0x2F0),
                KeySlots.only(new KeySlot(3)),
                new PduLayout(SecOcProfile.profile1(32), 4)),
            "STATUS",
            new SecuredMessage(
                new DataId(0x2F1),
                KeySlots.only(new KeySlot(4)),
                new PduLayout(SecOcProfile.PROFILE_3, 4))),
        secured(map(COMMAND + STATUS)));
  }

  /** Of a command too: its receivers accept it, and its key must be here before it is sent with. */
  @Test
  void aMessageMayHaveAnotherSlotWhileItsKeyChanges() {
    var rotating =
        map(COMMAND + STATUS)
            .replace("key_slot = 3", "key_slot = 3\nalso_accepted_slot = 5")
            .replace("key_slot = 4", "key_slot = 5\nalso_accepted_slot = 0");
    var slots = new HashMap<String, KeySlots>();
    secured(rotating).forEach((name, message) -> slots.put(name, message.slots()));
    assertEquals(
        Map.of(
            "COMMAND",
            new KeySlots(new KeySlot(3), Optional.of(new KeySlot(5))),
            "STATUS",
            new KeySlots(new KeySlot(5), Optional.of(new KeySlot(0)))),
        slots);
    assertEquals(
        Set.of(new KeySlot(3), new KeySlot(5), new KeySlot(0)),
        CommandMap.parse("m.toml", rotating, DATABASE).orFault().keySlots());
  }

  @Test
  void withoutTheTableNothingIsSecured() {
    assertEquals(
        Map.of(), secured(map("").replace("Action = 1", "Action = 1, Fresh = 0, Mac = 0")));
  }

  @Test
  void readsFreeLengthsAndAnAuthenticatorOfTwoSignals() {
    var secoc =
        """
        [secoc.LONG]
        data_id = 0
        key_slot = 0
        profile = "free"
        authenticator_bits = 128
        authenticator = ["High", "Low"]
        failures_per_second = 10
        """;
    var text = map(COMMAND + secoc).replace("OPEN =", "LONG =");
    assertEquals(Reason.BAD_SECOC, refusal(text).reason(), "Fresh lies behind the authenticator");
    var withFreshness =
        text.replace(
                "authenticator_bits = 128",
                "block = 50\nfreshness_bits = 64\nfreshness_sent_bits = 64\n"
                    + "authenticator_bits = 128\nfreshness = \"High\"")
            .replace("[\"High\", \"Low\"]", "[\"Low\", \"Fresh\"]");
    assertEquals(
        new PduLayout(new SecOcProfile(new Counted(64, 64), 128), 8),
        layout(withFreshness, "LONG"));
  }

  @Test
  void aWatchedMessageMayGoWithoutFreshnessWhereItConfirmsNothing() {
    var secoc =
        """
        [secoc.OPEN]
        data_id = 1
        key_slot = 1
        profile = "24Bit-CMAC-No-FV"
        authenticator = ["Mac"]
        failures_per_second = 10
        """;
    assertEquals(Set.of("COMMAND", "OPEN"), secured(map(COMMAND + secoc)).keySet());
    assertEquals(
        new PduLayout(new SecOcProfile(new None(), 24), 5), layout(map(COMMAND + secoc), "OPEN"));
    var confirming =
        map(COMMAND + secoc).replace("\"STATUS.Lock\", is = \"SHUT\"", "\"OPEN.Lock\", is = 1");
    assertEquals(Reason.BAD_SECOC, refusal(confirming).reason());
    assertEquals("actions.lock.feedback.signal", refusal(confirming).where());
  }

  /** One change to a good map, and what it must meet. */
  record Fault(String find, String replace, Reason reason, String where) {}

  static List<Fault> faults() {
    var status = "secoc.STATUS";
    return List.of(
        new Fault("\"JASPAR\"", "\"3\"", Reason.UNKNOWN_WORD, status + ".profile"),
        new Fault("0x2F1", "0x10000", Reason.OUT_OF_RANGE, status + ".data_id"),
        new Fault("0x2F1", "-1", Reason.OUT_OF_RANGE, status + ".data_id"),
        new Fault("0x2F1", "0x2F0", Reason.BAD_SECOC, status + ".data_id"),
        new Fault("key_slot = 4", "key_slot = 256", Reason.OUT_OF_RANGE, status + ".key_slot"),
        new Fault("key_slot = 4", "", Reason.MISSING_KEY, status + ".key_slot"),
        new Fault(
            "key_slot = 4",
            "key_slot = 4\nalso_accepted_slot = 4",
            Reason.BAD_SECOC,
            status + ".also_accepted_slot"),
        new Fault(
            "key_slot = 4",
            "key_slot = 4\nalso_accepted_slot = 256",
            Reason.OUT_OF_RANGE,
            status + ".also_accepted_slot"),
        new Fault(
            "key_slot = 3",
            "key_slot = 3\nalso_accepted_slot = -1",
            Reason.OUT_OF_RANGE,
            "secoc.COMMAND.also_accepted_slot"),
        new Fault(
            "key_slot = 3",
            "key_slot = 3\nalso_accepted_slot = [5]",
            Reason.WRONG_TYPE,
            "secoc.COMMAND.also_accepted_slot"),
        new Fault(
            "key_slot = 4", "also_accepted_slot = 4", Reason.MISSING_KEY, status + ".key_slot"),
        new Fault("key_slot = 4", "key_slot = 4\nkey = 1", Reason.UNKNOWN_KEY, status + ".key"),
        new Fault("block = 511", "block = 512", Reason.BAD_SECOC, "secoc.COMMAND.block"),
        new Fault("candidates = 2\n", "candidates = 1\n", Reason.BAD_SECOC, "secoc.COMMAND.block"),
        new Fault("block = 511", "", Reason.MISSING_KEY, "secoc.COMMAND.block"),
        new Fault("block = 511", "block = 0", Reason.OUT_OF_RANGE, "secoc.COMMAND.block"),
        new Fault("block = 100", "block = 65537", Reason.OUT_OF_RANGE, status + ".block"),
        new Fault("candidates = 4", "candidates = 17", Reason.OUT_OF_RANGE, status + ".candidates"),
        new Fault("candidates = 4", "", Reason.MISSING_KEY, status + ".candidates"),
        new Fault(
            "failures_per_second = 10", "", Reason.MISSING_KEY, status + ".failures_per_second"),
        new Fault(
            "block = 511",
            "block = 511\nfailures_per_second = 1",
            Reason.UNKNOWN_KEY,
            "secoc.COMMAND.failures_per_second"),
        new Fault("[secoc.STATUS]", "[secoc.OTHER]", Reason.NO_SUCH_MESSAGE, "secoc.OTHER"),
        new Fault("[secoc.STATUS]", "[secoc.LONG]", Reason.NO_SUCH_MESSAGE, "secoc.LONG"),
        new Fault("[secoc.STATUS]", "[secoc.OPEN]", Reason.NO_SUCH_SIGNAL, "secoc.OPEN.freshness"),
        new Fault(
            "\"JASPAR\"\nfreshness = \"Fresh\"",
            "\"JASPAR\"\nfreshness = \"Lock\"",
            Reason.BAD_SECOC,
            status),
        new Fault(
            "\"JASPAR\"\nfreshness = \"Fresh\"",
            "\"JASPAR\"",
            Reason.MISSING_KEY,
            status + ".freshness"),
        new Fault(
            "\"JASPAR\"",
            "\"free\"\nfreshness_bits = 8\nfreshness_sent_bits = 4\nauthenticator_bits = 29",
            Reason.BAD_SECOC,
            status),
        new Fault(
            "\"JASPAR\"",
            "\"free\"\nfreshness_bits = 8\nfreshness_sent_bits = 4\nauthenticator_bits = 27",
            Reason.BAD_SECOC,
            status),
        new Fault(
            "\"JASPAR\"",
            "\"free\"\nfreshness_bits = 8\nfreshness_sent_bits = 9\nauthenticator_bits = 28",
            Reason.OUT_OF_RANGE,
            status + ".freshness_sent_bits"),
        new Fault(
            "\"JASPAR\"",
            "\"free\"\nfreshness_bits = 8\nfreshness_sent_bits = 4\nauthenticator_bits = 129",
            Reason.OUT_OF_RANGE,
            status + ".authenticator_bits"),
        new Fault(
            "\"JASPAR\"",
            "\"free\"\nfreshness_bits = 8\nfreshness_sent_bits = 4\nauthenticator_bits = 53",
            Reason.BAD_SECOC,
            status + ".profile"),
        new Fault("freshness_bits = 32", "", Reason.MISSING_KEY, "secoc.COMMAND.freshness_bits"),
        new Fault(
            "freshness_bits = 32",
            "freshness_bits = 7",
            Reason.OUT_OF_RANGE,
            "secoc.COMMAND.freshness_bits"),
        new Fault(
            COMMAND.substring(COMMAND.indexOf("profile")),
            "profile = \"24Bit-CMAC-No-FV\"\nauthenticator = [\"Mac\"]\n",
            Reason.BAD_SECOC,
            "secoc.COMMAND.profile"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesEachFaultWithItsReasonAndPlace(Fault fault) {
    var good = map(COMMAND + STATUS);
    var bad = good.replace(fault.find(), fault.replace());
    assertNotEquals(good, bad);
    assertEquals(fault.reason(), refusal(bad).reason(), () -> refusal(bad).toString());
    assertEquals(fault.where(), refusal(bad).where(), () -> refusal(bad).toString());
  }

  @Test
  void aWholeFreshnessValueLeavesOneThingToTryAndNoLimitToTheBlock() {
    var whole =
        COMMAND
            .replace("\"24Bit-CMAC-8Bit-FV\"", "\"free\"\nauthenticator_bits = 24")
            .replace("freshness_bits = 32", "freshness_bits = 8\nfreshness_sent_bits = 8")
            .replace("block = 511", "block = 65536");
    assertEquals("secoc.COMMAND.candidates", refusal(map(whole)).where());
    assertEquals(Set.of("COMMAND"), secured(map(whole.replace("candidates = 2\n", ""))).keySet());
  }

  @Test
  void aMaskOfTheAllowListLeavesFreshnessAndAuthenticatorFree() {
    assertEquals(Set.of("COMMAND"), secured(map(COMMAND + permit("FFFFFFFF00000000"))).keySet());
    for (var mask : List.of("FFFFFFFF80000000", "0000000001000000", "FFFFFFFF00000001")) {
      assertEquals(Reason.BAD_SECOC, refusal(map(COMMAND + permit(mask))).reason());
      assertEquals("transmit[0].mask", refusal(map(COMMAND + permit(mask))).where());
    }
    // Other frames are no business of the message's.
    var other = permit("FFFFFFFFFFFFFFFF").replace("id = 16", "id = 15");
    assertEquals(Set.of("COMMAND"), secured(map(COMMAND + other)).keySet());
  }

  private static String permit(String mask) {
    return """

    [[transmit]]
    bus = "b"
    format = "standard"
    id = 16
    kind = "data"
    length = 8
    mask = "%s"
    burst = 1
    per_second = 1
    """
        .formatted(mask);
  }

  @Test
  void aSecuredMessageHasNoChecksumBesides() {
    var text =
        map(COMMAND + STATUS)
            .replace(
                "STATUS = { maximum_age_ms = 100 }",
                "STATUS = { maximum_age_ms = 100, checksum = \"Sum\" }");
    assertEquals(Reason.BAD_SECOC, refusal(text).reason());
    assertEquals("secoc.STATUS", refusal(text).where());
  }

  @Test
  void aCommandOfOursIsNeverWithoutFreshness() {
    var secoc =
        """
        [secoc.COMMAND]
        data_id = 1
        key_slot = 1
        profile = "free"
        authenticator_bits = 32
        authenticator = ["Fresh", "Mac"]
        """;
    assertEquals(Reason.BAD_SECOC, refusal(map(secoc)).reason());
    assertEquals("secoc.COMMAND.profile", refusal(map(secoc)).where());
  }

  @Test
  void refusesAnAuthenticatorInIntelOrder() {
    var secoc =
        """
        [secoc.INTEL]
        data_id = 1
        key_slot = 1
        profile = "24Bit-CMAC-No-FV"
        authenticator = ["Mac"]
        failures_per_second = 10
        """;
    assertEquals("secoc.INTEL", refusal(map(COMMAND + secoc)).where());
    assertEquals(Reason.BAD_SECOC, refusal(map(COMMAND + secoc)).reason());
  }

  @Test
  void refusesASignalBehindTheAuthenticatorWhichNothingSecures() {
    var secoc =
        """
        [secoc.STRAY]
        data_id = 1
        key_slot = 1
        profile = "free"
        authenticator_bits = 28
        authenticator = ["Mac"]
        failures_per_second = 10
        """;
    assertEquals(Reason.BAD_SECOC, refusal(map(COMMAND + secoc)).reason());
    assertEquals("secoc.STRAY", refusal(map(COMMAND + secoc)).where());
  }

  private static Map<String, SecuredMessage> secured(String text) {
    return CommandMap.parse("m.toml", text, DATABASE).orFault().secured();
  }

  private static PduLayout layout(String text, String message) {
    return Optional.ofNullable(secured(text).get(message)).orElseThrow().layout();
  }

  private static CommandMapRefusal refusal(String text) {
    return switch (CommandMap.parse("m.toml", text, DATABASE)) {
      case Refused<CommandMap, CommandMapRefusal>(CommandMapRefusal refusal) -> refusal;
      case Passed<CommandMap, CommandMapRefusal> _ -> throw new AssertionError("read: " + text);
    };
  }
}
