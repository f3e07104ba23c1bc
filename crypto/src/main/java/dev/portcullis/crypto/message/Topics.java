package dev.portcullis.crypto.message;

/**
 * The MQTT topics of one vehicle, all below {@code portcullis/1/}.
 *
 * @param vehicle whose they are
 */
public record Topics(VehicleId vehicle) {

  /** Requests, from the back-end to the vehicle. */
  public String command() {
    return of("command");
  }

  /** Receipts, from the vehicle to the back-end. */
  public String receipt() {
    return of("receipt");
  }

  /** The newest beacon, retained, from the vehicle. */
  public String beacon() {
    return of("beacon");
  }

  /** Time statements, to the vehicle. */
  public String time() {
    return of("time");
  }

  /** Events for the security operations centre, from the vehicle. */
  public String event() {
    return of("event");
  }

  /** Orders of the security operations centre, to the vehicle. */
  public String order() {
    return of("order");
  }

  /** Notices of new software, to the vehicle. */
  public String ota() {
    return of("ota");
  }

  /** What owners state: grants, windows, revocations, consents; to the vehicle. */
  public String owner() {
    return of("owner");
  }

  /** Hand-overs, from the manufacturer to the vehicle. */
  public String handOver() {
    return of("hand-over");
  }

  /** Revocation documents, from the manufacturer to the vehicle. */
  public String revocation() {
    return of("revocation");
  }

  /** What every owner is told, from the vehicle. */
  public String notice() {
    return of("notice");
  }

  /** The newest checkpoint, retained, from the vehicle. */
  public String checkpoint() {
    return of("checkpoint");
  }

  /** The newest checkpoint the back-end has, back to the vehicle. */
  public String echo() {
    return of("echo");
  }

  private String of(String leaf) {
    return "portcullis/1/" + vehicle.hex() + "/" + leaf;
  }
}
