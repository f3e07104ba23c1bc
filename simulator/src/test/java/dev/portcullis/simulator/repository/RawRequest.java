package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** One request, as somebody may send it who is no agent of ours. */
record RawRequest(SSLContext context, String method, Map<String, String> fields, Bytes body) {

  /** What came back. */
  record Reply(int status, String body, Optional<String> range) {}

  static RawRequest get(SSLContext context, Map<String, String> fields) {
    return new RawRequest(context, "GET", fields, Bytes.empty());
  }

  static RawRequest put(SSLContext context, Bytes body) {
    return new RawRequest(context, "PUT", Map.of(), body);
  }

  Reply to(URI uri) throws IOException {
    if (!(uri.toURL().openConnection() instanceof HttpsURLConnection https)) {
      throw new IllegalArgumentException(uri.toString());
    }
    https.setSSLSocketFactory(context.getSocketFactory());
    https.setRequestMethod(method);
    fields.forEach(https::setRequestProperty);
    if (!body.isEmpty()) {
      https.setDoOutput(true);
      https.getOutputStream().write(body.toArray());
    }
    int status = https.getResponseCode();
    var range = Optional.ofNullable(https.getHeaderField("Content-Range"));
    if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
      return new Reply(status, "", range);
    }
    try (var in = https.getInputStream()) {
      return new Reply(status, new String(in.readAllBytes(), StandardCharsets.UTF_8), range);
    }
  }
}
