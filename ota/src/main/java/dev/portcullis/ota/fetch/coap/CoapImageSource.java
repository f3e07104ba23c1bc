package dev.portcullis.ota.fetch.coap;

import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RemoteImage;
import dev.portcullis.ota.fetch.TimeBudget;

/** Images at a server that speaks CoAP over DTLS. */
public final class CoapImageSource implements ImageSource {

  private final CoapServer server;
  private final CoapUnit unit;
  private final BlockWindow window;
  private final TimeBudget time;

  /** The images at {@code server}, asked for by {@code unit}. */
  public CoapImageSource(CoapServer server, CoapUnit unit, BlockWindow window, TimeBudget time) {
    this.server = server;
    this.unit = unit;
    this.window = window;
    this.time = time;
  }

  @Override
  public String place() {
    return server.place();
  }

  @Override
  public RemoteImage open(String path, long length, ByteBudget budget) {
    var wanted = new CoapImage.Wanted(path, length, budget, time);
    return new CoapImage(server, unit, window, wanted);
  }
}
