package dev.portcullis.simulator.authority;

import java.util.List;

/** Who holds keys in a simulator folder; each has a folder of its own with exactly its keys. */
public enum Holder {
  /** The MQTT broker. */
  BROKER("broker", List.of(KeyFiles.IDENTITY)),
  /** The vehicle's telematics unit. */
  VEHICLE("vehicle", List.of(KeyFiles.IDENTITY, Holder.RECEIPT)),
  /** The back-end workload. */
  COMMAND_SERVICE("command-service", List.of(KeyFiles.IDENTITY, Holder.COUNTERSIGN)),
  /** The owner's phone. */
  PHONE("phone", List.of(KeyFiles.IDENTITY, Holder.COMMAND)),
  /** Who watches all topics and writes none. */
  MONITOR("monitor", List.of(KeyFiles.IDENTITY)),
  /** The manufacturer's offline keys. */
  OEM("oem", List.of(Holder.POLICY, Holder.HAND_OVER, Holder.REVOCATION)),
  /** The time service, whose statements hold by a threshold of its keys. */
  TIME("time", List.of("time-1", "time-2", "time-3")),
  /** The Verifier: one key for the results of each role, so that neither stands for the other. */
  VERIFIER("verifier", List.of(Holder.APP_RESULT, Holder.BACK_END_RESULT)),
  /** The makers of phones: what certifies the keys that phones make. */
  PLATFORM("platform", List.of(Holder.ANDROID_ROOT, Holder.ANDROID_BATCH));

  /** The key a vehicle signs beacons and receipts with. */
  public static final String RECEIPT = "receipt";

  /** The key a back-end countersigns with. */
  public static final String COUNTERSIGN = "countersign";

  /** The key a phone signs commands with. */
  public static final String COMMAND = "command";

  /** The key of the policy authority. */
  public static final String POLICY = "policy";

  /** The key that hands a vehicle to an owner. */
  public static final String HAND_OVER = "hand-over";

  /** The key that signs revocation documents. */
  public static final String REVOCATION = "revocation";

  /** The root of what Android phones attest. */
  public static final String ANDROID_ROOT = "android-root";

  /** The key below it, which a batch of phones has in its secure hardware. */
  public static final String ANDROID_BATCH = "android-batch";

  /** The Verifier's key for Attestation Results of apps. */
  public static final String APP_RESULT = "app-result";

  /** The Verifier's key for Attestation Results of back-ends. */
  public static final String BACK_END_RESULT = "back-end-result";

  private final String place;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> labels;

  Holder(String place, List<String> labels) {
    this.place = place;
    this.labels = labels;
  }

  /** The holder's folder below the simulator's. */
  public String place() {
    return place;
  }

  /** The labels of its keys, in order. */
  public List<String> labels() {
    return labels;
  }
}
