package dev.portcullis.can.port;

import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.crypto.Outcome;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the name of a CAN device apart; see {@link CanDevice}. */
final class CanDeviceReader {

  static final String SOCKET_CAN = "socketcan:";
  static final String SLCAN = "slcan:";

  private static final String BIT_RATE = "bitrate";
  private static final String BAUD = "baud";
  private static final String DATA_RATE = "data";
  private static final Set<String> PARAMETERS = Set.of(BIT_RATE, DATA_RATE, BAUD);
  private static final Pattern KBIT = Pattern.compile("([1-9][0-9]{1,2})k");
  private static final Pattern MBIT = Pattern.compile("([1-9])M");
  private static final Pattern BAUD_RATE = Pattern.compile("[1-9][0-9]{3,7}");
  private static final String MEGABIT = "1M";
  private static final int MOST_KBIT = 1000;
  private static final int LEAST_BAUD = 1_200;
  private static final int MOST_BAUD = 12_000_000;

  private CanDeviceReader() {}

  static Outcome<CanDevice, CanDeviceRefusal> read(String text) {
    if (text.startsWith(SOCKET_CAN)) {
      return InterfaceName.parse(text.substring(SOCKET_CAN.length()))
          .<Outcome<CanDevice, CanDeviceRefusal>>map(
              name -> Outcome.passed(new CanDevice.SocketCan(name)))
          .orElseGet(() -> Outcome.refused(CanDeviceRefusal.BAD_INTERFACE_NAME));
    }
    return text.startsWith(SLCAN)
        ? slcan(text.substring(SLCAN.length()))
        : Outcome.refused(CanDeviceRefusal.UNKNOWN_KIND);
  }

  private static Outcome<CanDevice, CanDeviceRefusal> slcan(String text) {
    int question = text.lastIndexOf('?');
    String path = question < 0 ? text : text.substring(0, question);
    String query = question < 0 ? "" : text.substring(question + 1);
    Optional<Path> device = absolute(path);
    if (device.isEmpty()) {
      return Outcome.refused(CanDeviceRefusal.BAD_PATH);
    }
    return parameters(query)
        .then(parameters ->
            bitRate(parameters)
                .then(bitRate ->
                    dataRate(parameters)
                        .then(dataRate ->
                            baudRate(parameters)
                                .map(baud ->
                                    new CanDevice.Slcan(device.get(), baud, bitRate, dataRate)))));
  }

  private static Optional<Path> absolute(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Outcome<Map<String, String>, CanDeviceRefusal> parameters(String query) {
    Map<String, String> found = new HashMap<>();
    if (query.isEmpty()) {
      return Outcome.passed(found);
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 0
          || !PARAMETERS.contains(parameter.substring(0, equals))
          || found.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
        return Outcome.refused(CanDeviceRefusal.BAD_PARAMETER);
      }
    }
    return Outcome.passed(found);
  }

  private static Outcome<BitRate, CanDeviceRefusal> bitRate(Map<String, String> parameters) {
    String text = parameters.getOrDefault(BIT_RATE, "");
    if (text.isEmpty()) {
      return Outcome.refused(CanDeviceRefusal.MISSING_BIT_RATE);
    }
    var kbit = KBIT.matcher(text);
    return (text.equals(MEGABIT)
            ? BitRate.ofKbit(MOST_KBIT)
            : kbit.matches()
                ? BitRate.ofKbit(Long.parseLong(kbit.group(1)))
                : Optional.<BitRate>empty())
        .<Outcome<BitRate, CanDeviceRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(CanDeviceRefusal.BAD_BIT_RATE));
  }

  private static Outcome<Optional<DataRate>, CanDeviceRefusal> dataRate(
      Map<String, String> parameters) {
    if (!parameters.containsKey(DATA_RATE)) {
      return Outcome.passed(Optional.empty());
    }
    var mbit = MBIT.matcher(parameters.getOrDefault(DATA_RATE, ""));
    var rate =
        mbit.matches()
            ? DataRate.ofMbit(Integer.parseInt(mbit.group(1)))
            : Optional.<DataRate>empty();
    return rate.isPresent()
        ? Outcome.passed(rate)
        : Outcome.refused(CanDeviceRefusal.BAD_DATA_RATE);
  }

  private static Outcome<Integer, CanDeviceRefusal> baudRate(Map<String, String> parameters) {
    String text = parameters.getOrDefault(BAUD, String.valueOf(SlcanSettings.USUAL_BAUD_RATE));
    if (!BAUD_RATE.matcher(text).matches()) {
      return Outcome.refused(CanDeviceRefusal.BAD_BAUD_RATE);
    }
    int baud = Integer.parseInt(text);
    return baud < LEAST_BAUD || baud > MOST_BAUD
        ? Outcome.refused(CanDeviceRefusal.BAD_BAUD_RATE)
        : Outcome.passed(baud);
  }
}
