package dev.portcullis.can.port;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests that need a kernel with CAN: 0 where all of them passed. */
final class OnLinux {

  private OnLinux() {}

  public static void main(String[] arguments) {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    selectClass(SocketCanOnLinux.class),
                    selectClass(SlcanOnLinux.class),
                    selectClass("dev.portcullis.can.actuate.BridgeOnLinux"))
                .build(),
            summary);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    summary.getSummary().printFailuresTo(out);
    out.println(
        summary.getSummary().getTestsSucceededCount()
            + " of "
            + summary.getSummary().getTestsFoundCount()
            + " tests passed on the kernel with CAN");
    System.exit(
        summary.getSummary().getTestsFoundCount() > 0
                && summary.getSummary().getTestsSucceededCount()
                    == summary.getSummary().getTestsFoundCount()
            ? 0
            : 1);
  }
}
