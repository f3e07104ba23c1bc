package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.local.LinkKey;
import dev.portcullis.simulator.local.LocalAnswer;
import dev.portcullis.simulator.local.LocalTrouble;
import dev.portcullis.simulator.local.PhoneLocalLink;
import dev.portcullis.simulator.local.VehiclePin;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What people can do who stand at the car: the owner with a phone, somebody else with another, both
 * over its local link, and the card to be put down in it.
 */
public final class AtTheCar implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TRIES = 40;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The agent looks five times a second. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(600);

  private final SimulatedVehicle vehicle;
  private final PhoneLocalLink owners;
  private final PhoneLocalLink anothers;

  private AtTheCar(SimulatedVehicle vehicle, PhoneLocalLink owners, PhoneLocalLink anothers) {
    this.vehicle = vehicle;
    this.owners = owners;
    this.anothers = anothers;
  }

  /**
   * Two phones within reach of {@code vehicle}, which answers at {@code link}.
   *
   * @throws IOException if the system gives no sockets
   */
  public static AtTheCar of(SimulatedVehicle vehicle, InetSocketAddress link, SecureRandom random)
      throws IOException {
    return new AtTheCar(vehicle, phone(link, random), phone(link, random));
  }

  private static PhoneLocalLink phone(InetSocketAddress link, SecureRandom random)
      throws IOException {
    return PhoneLocalLink.to(link, LinkKey.fresh(random), new VehiclePin.Any(), PATIENCE);
  }

  /** The owner's phone states something. */
  LocalAnswer state(Bytes ownerStatement) throws InterruptedException {
    return ask(() -> owners.state(ownerStatement));
  }

  /** The other phone presents a key. */
  LocalAnswer enrol(Bytes enrolment) throws InterruptedException {
    return ask(() -> anothers.enrol(enrolment));
  }

  /** Puts the card onto its reader until the vehicle offers its window, and gives the offer. */
  Bytes offerByTheCard() throws InterruptedException {
    vehicle.cardPutDown();
    try {
      for (int i = 0; i < TRIES; i++) {
        if (ask(anothers::offer) instanceof LocalAnswer.Content(var offer)) {
          return offer;
        }
        pause();
      }
      throw new IllegalStateException("no enrolment window was opened");
    } finally {
      vehicle.cardTakenAway();
    }
  }

  /** The thumbprint of the key that the vehicle showed the other phone. */
  Digest linkKey() {
    return anothers.vehicleKey().orElseThrow();
  }

  /** Whether the vehicle offers a window for nothing but the card. */
  boolean offersByTheCardAlone() throws InterruptedException {
    vehicle.cardPutDown();
    try {
      TimeUnit.NANOSECONDS.sleep(LONG_ENOUGH.toNanos());
      return ask(anothers::offer) instanceof LocalAnswer.Content;
    } finally {
      vehicle.cardTakenAway();
    }
  }

  /** The card lies there for as long as {@code work} takes. */
  void withTheCard(Waiting work) throws InterruptedException {
    vehicle.cardPutDown();
    try {
      work.await();
    } finally {
      vehicle.cardTakenAway();
    }
  }

  /** Waits for something. */
  @FunctionalInterface
  interface Waiting {
    void await() throws InterruptedException;
  }

  private interface Question {
    Outcome<LocalAnswer, LocalTrouble> ask() throws InterruptedException;
  }

  /** Asks again where the vehicle is busy. */
  private static LocalAnswer ask(Question question) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      var answer =
          question
              .ask()
              .mapRefusal(why -> new IllegalStateException("over the local link: " + why.meaning()))
              .orFault();
      if (!(answer instanceof LocalAnswer.Busy)) {
        return answer;
      }
      pause();
    }
    throw new IllegalStateException("the local link is busy all the time");
  }

  private static void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
  }

  @Override
  public void close() {
    owners.close();
    anothers.close();
  }
}
