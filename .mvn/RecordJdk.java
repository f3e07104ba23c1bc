import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the home of the JDK that runs it into the file named by its argument: the build runs it with
 * the JDK 25 it found, and {@code ./portcullis} starts the programs with the same one. The file's
 * time is the time the build began, which {@code ./portcullis} compares with the sources'.
 */
final class RecordJdk {
  private RecordJdk() {}

  public static void main(String[] arguments) throws IOException {
    Path record = Path.of(arguments[0]);
    Files.createDirectories(record.getParent());
    Files.writeString(record, System.getProperty("java.home") + "\n");
  }
}
