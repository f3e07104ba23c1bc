package dev.portcullis.agent.config;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.link.BrokerAddress;
import dev.portcullis.agent.local.LocalSettings;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.VehicleId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent's one configuration file. It holds no secret: passwords and PINs are in files of their
 * own, which it names. Made by {@link ConfigurationReader}.
 *
 * @param state the folder of everything durable; what was provisioned lies in it too
 * @param watch by what the bus is watched; nothing where it is not, or can-bridge does it
 * @param local where phones reach the vehicle without the internet; none where they do not
 * @param update where its software comes from over the air; none where it does not
 */
public record AgentConfiguration(
    Path state,
    Vehicle vehicle,
    Trust trust,
    KeyPlace keys,
    Broker broker,
    Can can,
    Optional<WatchPlan> watch,
    Beacons.Settings beacons,
    Limits limits,
    Optional<LocalSettings> local,
    Optional<UpdateSettings> update) {

  /** Which vehicle this is, and in which ownership epoch. */
  public record Vehicle(VehicleId id, long epoch) {}

  /**
   * Whom the vehicle believes before it has read anything else.
   *
   * @param policyAuthority signs policies
   * @param handOverKey signs the first owner's grant
   * @param brokerAnchors PEM file of the authorities that issue brokers' certificates
   */
  public record Trust(
      SigningAuthority policyAuthority, PublicKey handOverKey, Path brokerAnchors) {}

  /** Where the vehicle's keys are, and what they are called there. */
  public sealed interface KeyPlace {

    /** The label of the key for mutual TLS. */
    String tlsLabel();

    /** The label of the key that signs receipts and beacons. */
    String receiptLabel();

    /** The label of the key that encrypted images are sealed to; none where it takes none. */
    Optional<String> imageLabel();

    /** A PKCS#12 file. */
    record File(
        Path file,
        Path passwordFile,
        String tlsLabel,
        String receiptLabel,
        Optional<String> imageLabel)
        implements KeyPlace {}

    /** A PKCS#11 token. */
    record Token(
        Path library, int slotListIndex, Path pinFile, String tlsLabel, String receiptLabel)
        implements KeyPlace {

      @Override
      public Optional<String> imageLabel() {
        return Optional.empty();
      }
    }
  }

  /** The MQTT broker. */
  public record Broker(BrokerAddress address, Duration keepAlive, Duration sessionExpiry) {}

  /** How the car is reached. */
  public sealed interface Can {

    /** The agent opens the CAN adapter itself: one process, for small units. */
    record Adapter(CanDevice device) implements Can {}

    /** can-bridge is a process of its own and user, and is asked at this socket. */
    record BridgeSocket(Path socket) implements Can {}
  }

  /**
   * Bounds that depend on the unit.
   *
   * @param verificationsPerSecond the budget of signature verifications
   */
  public record Limits(long verificationsPerSecond) {}
}
