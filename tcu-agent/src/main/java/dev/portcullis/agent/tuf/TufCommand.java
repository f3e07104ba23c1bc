package dev.portcullis.agent.tuf;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.fetch.HttpSource;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.TargetDownload;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TargetSearch;
import dev.portcullis.ota.verify.TrustedTargets;
import dev.portcullis.ota.verify.TrustedTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command line of {@code tuf}, which is the protocol of the public TUF conformance suite. The
 * wall clock is its time: it is run by people, not by a car.
 */
@Command(
    name = "portcullis tuf",
    description = {
      "A client of one TUF repository: verifies its metadata as the agent does,",
      "keeps it in a folder, and fetches targets. It follows the command line of",
      "the TUF conformance suite."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  ./portcullis tuf --metadata-dir metadata init root.json",
      "  ./portcullis tuf --metadata-dir metadata \\",
      "      --metadata-url https://example.org/metadata refresh",
      "  ./portcullis tuf --metadata-dir metadata \\",
      "      --metadata-url https://example.org/metadata \\",
      "      --target-name app.bin --target-dir targets \\",
      "      --target-base-url https://example.org/targets download",
      "",
      "Exit codes: 0 done, 1 refused (the attack it looks like is on standard",
      "error), 2 unusable."
    })
public final class TufCommand implements Runnable {

  private static final int DONE = 0;
  private static final int REFUSED = 1;

  private final InstantSource clock;
  private final LongSupplier nanoTime;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--metadata-dir",
      paramLabel = "DIR",
      description = "The folder of the trusted metadata; it exists.")
  private Optional<Path> metadataFolder = Optional.empty();

  @Option(
      names = "--metadata-url",
      paramLabel = "URL",
      description = "Where the repository has its metadata.")
  private Optional<URI> metadataUrl = Optional.empty();

  @Option(
      names = "--target-name",
      paramLabel = "NAME",
      description = "A target to download; may be given several times.")
  private List<String> targetNames = List.of();

  @Option(
      names = "--target-dir",
      paramLabel = "DIR",
      description = "The folder for targets; it exists.")
  private Optional<Path> targetFolder = Optional.empty();

  @Option(
      names = "--target-base-url",
      paramLabel = "URL",
      description = "Where the repository has its targets.")
  private Optional<URI> targetUrl = Optional.empty();

  /** The command with its clocks. */
  TufCommand(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Does what {@code arguments} say. */
  public static void main(String[] arguments) {
    System.exit(commandLine(InstantSource.system(), System::nanoTime).execute(arguments));
  }

  /**
   * A target may be called anything: what follows an option is its value, whatever it looks like.
   */
  static CommandLine commandLine(InstantSource clock, LongSupplier nanoTime) {
    return new CommandLine(new TufCommand(clock, nanoTime))
        .setExpandAtFiles(false)
        .setAllowOptionsAsOptionParameters(true)
        .setAllowSubcommandsAsOptionParameters(true);
  }

  @Override
  public void run() {
    throw wrong("name a command");
  }

  @Command(
      name = "init",
      description = "Trusts ROOT from now on, if it is root metadata signed by its own keys.",
      mixinStandardHelpOptions = true)
  int init(@Parameters(paramLabel = "ROOT", description = "The file.") Path root) {
    return new TrustAnchor(metadata(), SignaturePolicy.THRESHOLD)
        .set(root)
        .map(ended -> said(ended))
        .orElse(DONE);
  }

  @Command(
      name = "refresh",
      description = "Brings the metadata up to date.",
      mixinStandardHelpOptions = true)
  int refresh() {
    return switch (update().refresh(now())) {
      case Outcome.Passed<TrustedTargets, UpdateRefusal> _ -> DONE;
      case Outcome.Refused<TrustedTargets, UpdateRefusal>(var why) -> said(Ending.of(why));
    };
  }

  @Command(
      name = "download",
      description = "Brings the metadata up to date and downloads the targets it describes.",
      mixinStandardHelpOptions = true)
  int download() {
    var names = names();
    var folder = new TargetFolder(new DiskFileSystem(), given(targetFolder, "--target-dir"));
    var source = source(given(targetUrl, "--target-base-url"));
    var update = update();
    return switch (update.refresh(now())) {
      case Outcome.Passed<TrustedTargets, UpdateRefusal>(var top) ->
          names.stream()
                      .map(name -> fetch(update, top, new TargetDownload(folder, source), name))
                      .takeWhile(code -> code == DONE)
                      .count()
                  == names.size()
              ? DONE
              : REFUSED;
      case Outcome.Refused<TrustedTargets, UpdateRefusal>(var why) -> said(Ending.of(why));
    };
  }

  private int fetch(
      RepositoryUpdate update, TrustedTargets top, TargetDownload download, String text) {
    return TargetName.of(text)
        .map(name -> fetch(update, top, download, name))
        .orElseGet(() -> said(Ending.noName(text)));
  }

  private int fetch(
      RepositoryUpdate update, TrustedTargets top, TargetDownload download, TargetName name) {
    return switch (update
        .find(top, TargetSearch.Wanted.of(name))
        .then(found -> download.fetch(name, found.file(), top.snapshot().root().naming()))) {
      case Outcome.Passed<Path, UpdateRefusal> _ -> DONE;
      case Outcome.Refused<Path, UpdateRefusal>(var why) -> said(Ending.of(why));
    };
  }

  private List<String> names() {
    if (targetNames.isEmpty()) {
      throw wrong("--target-name is missing");
    }
    return targetNames;
  }

  private RepositoryUpdate update() {
    return new RepositoryUpdate(
        metadata(), source(given(metadataUrl, "--metadata-url")), SignaturePolicy.THRESHOLD);
  }

  private MetadataFolder metadata() {
    return new MetadataFolder(new DiskFileSystem(), given(metadataFolder, "--metadata-dir"));
  }

  private HttpSource source(URI base) {
    return new HttpSource(base, TimeBudget.MOBILE, nanoTime);
  }

  /** One reading for the whole update. */
  private TrustedTime now() {
    return TrustedTime.within(Instant.EPOCH, clock.instant(), Instant.MAX);
  }

  private int said(Ending ending) {
    var err = spec.commandLine().getErr();
    err.println("portcullis tuf: " + ending.what());
    err.println("next: " + ending.next());
    err.flush();
    return REFUSED;
  }

  private <T> T given(Optional<T> option, String name) {
    return option.orElseThrow(() -> wrong(name + " is missing"));
  }

  private CommandLine.ParameterException wrong(String text) {
    return new CommandLine.ParameterException(
        spec.commandLine(), text + "; next: ./portcullis tuf --help");
  }
}
