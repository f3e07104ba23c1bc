package dev.portcullis.agent.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.fetch.HttpDirector;
import dev.portcullis.ota.fetch.HttpImageSource;
import dev.portcullis.ota.fetch.HttpSource;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.ServerTrust;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.fetch.coap.BlockWindow;
import dev.portcullis.ota.fetch.coap.CoapImageSource;
import dev.portcullis.ota.fetch.coap.CoapUnit;
import dev.portcullis.ota.fetch.coap.ShownAs;
import dev.portcullis.ota.install.Activation;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.install.LiveActivation;
import dev.portcullis.ota.install.Preconditions;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.store.ReportRecord;
import dev.portcullis.ota.store.Staging;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.SourceListener;
import dev.portcullis.ota.update.VehicleUpdate;
import dev.portcullis.ota.uptane.VehicleId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;

/**
 * What an update goes through, put together for one unit.
 *
 * @param health what this process has shown
 */
public record UpdateParts(
    UpdateCycle cycle, Manifests manifests, Confirmation confirmation, ShownHealth health) {

  private static final String TARGETS = "targets";

  /**
   * What the parts are made of.
   *
   * @param vehicle the pseudonym, which is the vehicle's folder at the Director too
   * @param tls both servers' certificates are judged by it, and this unit's is shown
   * @param threads for what fetches over CoAP
   * @param listener is told of sources of images that fail
   */
  public record Sources(
      FileSystem disk,
      UpdateFolder folder,
      String vehicle,
      UnitKeys keys,
      SSLContext tls,
      LongSupplier nanoTime,
      ThreadFactory threads,
      SourceListener listener) {}

  /**
   * The unit's keys.
   *
   * @param ecu signs manifests
   * @param image opens encrypted images
   * @param identity the key that {@code tls} shows too; on P-256 where images come over CoAP
   */
  public record UnitKeys(Signer ecu, ImageKey image, X509KeyManager identity) {}

  /**
   * What an update asks of the running process and its car.
   *
   * @param preconditions whether software may be changed now
   * @param live takes what needs no restart
   * @param health what this process has shown
   */
  public record InTheCar(Preconditions preconditions, LiveActivation live, ShownHealth health) {}

  /** For the unit that {@code settings} name; the folders are made where they are missing. */
  public static Outcome<UpdateParts, DurableRefusal> of(
      Unit unit, UpdateSettings settings, Sources sources, InTheCar car) {
    return sources
        .folder()
        .make(sources.disk())
        .then(folder -> ReportRecord.open(sources.disk(), sources.folder().report()))
        .map(record -> put(unit, settings, sources, car, record));
  }

  private static UpdateParts put(
      Unit unit, UpdateSettings settings, Sources sources, InTheCar car, ReportRecord record) {
    var terms = settings.terms();
    var vehicle = new VehicleId(sources.vehicle());
    return new UpdateParts(
        new UpdateCycle(
            unit,
            settings,
            vehicle,
            repositories(settings, sources),
            car.preconditions(),
            new Activation(unit, car.preconditions(), car.live(), terms.attempts())),
        new Manifests(
            vehicle,
            sources.keys().ecu(),
            new HttpDirector(director(settings, sources), TimeBudget.MOBILE, trust(sources)),
            record),
        new Confirmation(unit, car.health(), terms.reach(), terms.trial()),
        car.health());
  }

  /** Both repositories and where what they have is kept, also for a unit that has nothing yet. */
  static UpdateCycle.Repositories repositories(UpdateSettings settings, Sources sources) {
    var folder = sources.folder();
    var disk = sources.disk();
    var signatures = settings.repositories().signatures();
    var trust = trust(sources);
    var staging = new TargetFolder(disk, folder.staging());
    return new UpdateCycle.Repositories(
        new VehicleUpdate(
            new RepositoryUpdate(
                new MetadataFolder(disk, folder.director()),
                source(below(director(settings, sources), "metadata"), trust, sources),
                signatures),
            new RepositoryUpdate(
                new MetadataFolder(disk, folder.images()),
                source(below(settings.repositories().images(), "metadata"), trust, sources),
                signatures)),
        new ImageDownload(
            staging,
            Staging.CHUNK,
            images(settings.repositories(), sources),
            new ImageDownload.Limits(
                TimeBudget.MOBILE,
                RetryBudget.MOBILE,
                sources.nanoTime(),
                time -> Thread.sleep(time)),
            sources.listener()),
        staging,
        sources.keys().image());
  }

  /**
   * CoAP first where there is any: it is given for the links it is better on, and what ends it
   * leaves the rest to HTTPS.
   */
  private static List<ImageSource> images(
      UpdateSettings.Repositories repositories, Sources sources) {
    var images = new ArrayList<ImageSource>();
    repositories
        .coap()
        .ifPresent(server ->
            images.add(
                new CoapImageSource(
                    server.below(TARGETS),
                    // A server knows units by who issued their certificates, as over HTTPS.
                    new CoapUnit(
                        sources.keys().identity(),
                        ShownAs.CERTIFICATE,
                        sources.threads(),
                        sources.nanoTime()),
                    BlockWindow.STANDARD,
                    TimeBudget.MOBILE)));
    images.add(
        new HttpImageSource(
            below(repositories.images(), TARGETS),
            TimeBudget.MOBILE,
            trust(sources),
            sources.nanoTime()));
    return images;
  }

  private static HttpSource source(URI base, ServerTrust trust, Sources sources) {
    return new HttpSource(base, TimeBudget.MOBILE, trust, sources.nanoTime());
  }

  private static ServerTrust trust(Sources sources) {
    return new ServerTrust.Given(sources.tls());
  }

  private static URI director(UpdateSettings settings, Sources sources) {
    return below(settings.repositories().director(), sources.vehicle());
  }

  private static URI below(URI base, String name) {
    var text = base.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + name);
  }
}
