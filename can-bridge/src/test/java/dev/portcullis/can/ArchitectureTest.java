package dev.portcullis.can;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.portcullis.crypto.testing.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the architecture asks of this module and the module system cannot hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  /** The wiring and the clocks: they read time and make randomness for everybody else. */
  private static final Set<String> SOURCES = Set.of("dev.portcullis.can.process.Main");

  /** Classes that take bytes apart though their name does not end in Codec. */
  private static final Set<String> CODECS = Set.of("MessageChannel");

  @Test
  void timeAndRandomnessAreHandedIn() {
    HouseRules.timeAndRandomnessAreHandedInExceptIn(SOURCES).check(CLASSES);
  }

  @Test
  void packagesAndClassesAreNamedAfterTheField() {
    HouseRules.packagesAreNamedAfterTheField().check(CLASSES);
    HouseRules.classesAreNamedAfterTheField().check(CLASSES);
    HouseRules.identifiersAreSpeltTheBritishWay().check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    HouseRules.packagesHaveNoCycles().check(CLASSES);
  }

  @Test
  void foreignFunctionsHaveOneGateway() {
    HouseRules.foreignFunctionsAreCalledOnlyIn("dev.portcullis.can.port.CanSocket").check(CLASSES);
  }

  @Test
  void onlyCodecsUseByteBuffers() {
    HouseRules.onlyCodecsUseByteBuffers(CODECS).check(CLASSES);
  }

  @Test
  void onlyTheSlcanAdapterUsesTheSerialLibrary() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.portcullis.can.port.SerialLine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fazecast..")
        .because("its writes block without limit: one adapter puts them under a watchdog")
        .check(CLASSES);
  }

  @Test
  void onlyTheActuatorTransmits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..can.actuate..")
        .should()
        .callMethodWhere(HouseRules.transmitsAFrame())
        .because("a frame leaves for a decision, after its preconditions and the allow-list")
        .check(CLASSES);
  }

  @Test
  void framesAndPortsKnowNothingOfWhatStandsAboveThem() {
    noClasses()
        .that()
        .resideInAnyPackage("..can.frame..", "..can.port..", "..can.dbc..", "..can.permit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..can.actuate..", "..can.state..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandMapTheProcessAndTheBaselineReadWithJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..can.actuate..", "..can.process..")
        .and()
        .haveNameNotMatching(".*\\.watch\\.Baseline(Codec|Reader|Fields)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void nothingHereUsesBouncyCastleOrTheNetwork() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..", "org.eclipse..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void onlyTheLocalSocketIsOpened() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..can.remote..", "..can.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.channels..", "java.net..", "jdk.net..")
        .because("can-bridge is asked over one Unix-domain socket, and reaches nothing else")
        .check(CLASSES);
  }

  @Test
  void whatIsAskedOverTheSocketKnowsNoFrame() {
    noClasses()
        .that()
        .resideInAPackage("..can.remote..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..can.frame..", "..can.permit..", "..can.secoc..")
        .because("values only: there is no way to ask for a frame")
        .check(CLASSES);
  }
}
