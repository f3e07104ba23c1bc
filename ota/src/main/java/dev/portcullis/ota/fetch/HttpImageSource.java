package dev.portcullis.ota.fetch;

import java.net.URI;
import java.util.function.LongSupplier;

/** Images in a folder behind HTTP or HTTPS, also from their middle on (RFC 9110, section 14). */
public final class HttpImageSource implements ImageSource {

  private final HttpServer server;
  private final LongSupplier nanoTime;

  /**
   * The folder at {@code base}.
   *
   * @param base of scheme http or https
   * @param nanoTime a clock that only runs forward
   */
  public HttpImageSource(URI base, TimeBudget budget, ServerTrust trust, LongSupplier nanoTime) {
    this.server = new HttpServer(base, budget, trust);
    this.nanoTime = nanoTime;
  }

  @Override
  public String place() {
    return server.place();
  }

  @Override
  public RemoteImage open(String path, long length, ByteBudget budget) {
    return new HttpImage(server, new HttpImage.Wanted(path, length, budget), nanoTime);
  }
}
