package dev.portcullis.simulator.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.VehicleId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a phone's TOML file: a refusal names the file, the key's path and the reason. */
public final class PhoneSettingsCodec {

  private static final int MAX_SIZE = 64 * 1024;
  private static final int MAX_DEPTH = 8;
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");
  private static final int LAST_PORT = 65_535;

  private static final TomlMapper MAPPER =
      TomlMapper.builder(
              TomlFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_SIZE)
                          .build())
                  .build())
          .build();

  private final Path file;

  private PhoneSettingsCodec(Path file) {
    this.file = file;
  }

  /** Reads {@code file}. Paths in it are meant from the folder it lies in. */
  public static Outcome<PhoneSettings, SettingsRefusal> read(Path file) {
    try {
      if (Files.size(file) > MAX_SIZE) {
        return refused(file, "(file)", "has more than " + MAX_SIZE + " bytes");
      }
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      return refused(file, "(file)", "does not exist");
    } catch (IOException e) {
      return refused(file, "(file)", "cannot be read: " + e.getMessage());
    }
  }

  /** Reads {@code text} as if it stood in {@code file}; never throws. */
  public static Outcome<PhoneSettings, SettingsRefusal> parse(Path file, String text) {
    try {
      var top = SettingsTable.top(MAPPER.readTree(text));
      return Outcome.passed(new PhoneSettingsCodec(file).settings(top));
    } catch (BadSetting bad) {
      return refused(file, bad.where(), bad.reason());
    } catch (JsonProcessingException syntax) {
      var at = syntax.getLocation();
      var where = at == null ? "(file)" : "line " + at.getLineNr();
      return refused(file, where, "is not TOML: " + syntax.getOriginalMessage());
    }
  }

  private PhoneSettings settings(SettingsTable top) throws BadSetting {
    var broker = address(top, "broker");
    var authorities = path(top.text("authorities"));
    var app = top.text("app");
    var grants = new ArrayList<Path>();
    for (var grant : top.texts("grants")) {
      grants.add(path(grant));
    }
    var counter = path(top.text("counter"));
    var vehicle = top.table("vehicle");
    var id = vehicleId(vehicle, "id");
    var receiptKey = publicKey(vehicle, "receipt-key");
    vehicle.end();
    var keys = keys(top.table("keys"));
    top.end();
    return new PhoneSettings(broker, authorities, app, grants, counter, id, receiptKey, keys);
  }

  private PhoneSettings.KeyPlace keys(SettingsTable table) throws BadSetting {
    var place =
        new PhoneSettings.KeyPlace(
            path(table.text("file")),
            path(table.text("password-file")),
            table.text("identity"),
            table.text("command"));
    table.end();
    return place;
  }

  private static InetSocketAddress address(SettingsTable table, String key) throws BadSetting {
    Matcher parts = ADDRESS.matcher(table.text(key));
    if (!parts.matches()) {
      throw table.bad(key, "must be host:port, like broker.example:8883");
    }
    int port = Integer.parseInt(parts.group(2));
    if (port < 1 || port > LAST_PORT) {
      throw table.bad(key, "must name a port from 1 to " + LAST_PORT);
    }
    return InetSocketAddress.createUnresolved(parts.group(1), port);
  }

  private static VehicleId vehicleId(SettingsTable table, String key) throws BadSetting {
    return switch (VehicleId.parseHex(table.text(key))) {
      case Outcome.Passed<VehicleId, ?>(var id) -> id;
      case Outcome.Refused<VehicleId, ?> _ ->
          throw table.bad(key, "must be 32 lower-case hexadecimal digits");
    };
  }

  private static PublicKey publicKey(SettingsTable table, String key) throws BadSetting {
    var text = table.text(key);
    if (!HEX.matcher(text).matches()) {
      throw table.bad(key, "must be a COSE_Key in lower-case hexadecimal digits");
    }
    return switch (PublicKey.parse(Bytes.fromHex(text))) {
      case Outcome.Passed<PublicKey, ?>(var parsed) -> parsed;
      case Outcome.Refused<PublicKey, ?>(var reason) ->
          throw table.bad(key, "is not a COSE_Key this phone knows: " + reason);
    };
  }

  private Path path(String text) throws BadSetting {
    try {
      return file.toAbsolutePath().resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      throw new BadSetting(text, "is not a path");
    }
  }

  private static <T> Outcome<T, SettingsRefusal> refused(Path file, String where, String reason) {
    return Outcome.refused(new SettingsRefusal(file, where, reason));
  }
}
