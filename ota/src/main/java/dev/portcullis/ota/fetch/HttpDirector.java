package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Director behind HTTPS. The manifest is one PUT of {@code manifest} (RFC 9110, section 9.3.4);
 * 200, 201 and 204 mean that it was taken, 400, 409 and 422 that it was not, with the reason's code
 * as the body. Which vehicle it is, the Director knows by the certificate that {@link ServerTrust}
 * shows, and by the signatures of the manifest.
 */
public final class HttpDirector implements Director {

  private static final String PATH = "manifest";
  private static final String UNNAMED = "UNNAMED";
  private static final int MAX_CODE = 64;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0," + (MAX_CODE - 1) + "}");
  private static final int UNPROCESSABLE_CONTENT = 422;

  private final HttpServer server;

  /**
   * The Director that keeps this vehicle's things below {@code base}.
   *
   * @param base of scheme https; of http, whoever is on the way can say that he is the Director,
   *     and swallow what was detected
   */
  public HttpDirector(URI base, TimeBudget budget, ServerTrust trust) {
    this.server = new HttpServer(base, budget, trust);
  }

  @Override
  public Outcome<Bytes, HandingFailure> hand(Bytes manifest) {
    try {
      var http = server.open(PATH);
      try {
        http.setRequestMethod("PUT");
        http.setRequestProperty("Content-Type", "application/json");
        int status = server.status(http, manifest);
        return taken(http, status, manifest);
      } finally {
        http.disconnect();
      }
    } catch (SocketTimeoutException _) {
      return failed(new FetchFailure.TooSlow(server.budget().of(manifest.size())));
    } catch (IOException e) {
      return failed(HttpServer.unreachable(e));
    }
  }

  private static Outcome<Bytes, HandingFailure> taken(
      HttpURLConnection http, int status, Bytes manifest) throws IOException {
    return switch (status) {
      case HttpURLConnection.HTTP_OK,
          HttpURLConnection.HTTP_CREATED,
          HttpURLConnection.HTTP_NO_CONTENT ->
          Outcome.passed(manifest);
      case HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_CONFLICT,
          UNPROCESSABLE_CONTENT ->
          Outcome.refused(new HandingFailure.NotTaken(code(http)));
      default -> failed(new FetchFailure.Unreachable("the server answered " + status));
    };
  }

  /** One read that may be silent for as long as the budget allows, of no more than a code has. */
  private static String code(HttpURLConnection http) throws IOException {
    try (InputStream body =
        Optional.ofNullable(http.getErrorStream()).orElseGet(InputStream::nullInputStream)) {
      byte[] start = new byte[MAX_CODE + 1];
      int read = Math.max(0, body.read(start));
      var said = new String(start, 0, read, StandardCharsets.ISO_8859_1).strip();
      return CODE.matcher(said).matches() ? said : UNNAMED;
    }
  }

  private static Outcome<Bytes, HandingFailure> failed(FetchFailure why) {
    return Outcome.refused(new HandingFailure.NotHanded(why));
  }
}
