package dev.portcullis.crypto.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What every module keeps to and neither the compiler nor the module system can hold. Each module's
 * {@code ArchitectureTest} checks its own classes against these and adds what is true of it alone.
 */
public final class HouseRules {

  private static final Pattern AMERICAN =
      Pattern.compile(
          "(authoriz|initializ|normaliz|recogniz|serializ|organiz|summariz|behavior|honor|favor|color|center)");

  private HouseRules() {}

  /** The classes of the module whose tests run, without its tests and without other modules. */
  public static JavaClasses classesOfThisModule() {
    return new ClassFileImporter().importPath(Path.of("target", "classes"));
  }

  /**
   * Time and randomness are handed in: a test can then set both, and one decision reads one time.
   *
   * @param sources the fully qualified names of the classes that read them for everybody else
   */
  public static ArchRule timeAndRandomnessAreHandedInExceptIn(Set<String> sources) {
    return noClasses()
        .that(doNotBelongTo(sources))
        .should()
        .accessTargetWhere(
            readsTheClock().or(makesRandomness()).as("the clock is read or randomness made"))
        .because("everything is handed in, and only wiring and the clocks themselves make it");
  }

  /** No package name that says nothing about what lies in it. */
  public static ArchRule packagesAreNamedAfterTheField() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..impl..",
            "..model..",
            "..service..",
            "..helper..",
            "..misc..")
        .because("such a name says nothing, and everything ends up there");
  }

  /**
   * No class name that says nothing about what it does. Key and trust managers are what TLS calls
   * them.
   */
  public static ArchRule classesAreNamedAfterTheField() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Processor|(?<!Key|Trust)Manager)")
        .because("a name is a word of the field, not of programming");
  }

  /** Identifiers are spelt the British way, everywhere the same. */
  public static ArchRule identifiersAreSpeltTheBritishWay() {
    return members()
        .should(
            new ArchCondition<JavaMember>("be spelt the British way") {
              @Override
              public void check(JavaMember member, ConditionEvents events) {
                String spelt = member.getOwner().getSimpleName() + "." + member.getName();
                if (AMERICAN.matcher(spelt.toLowerCase(Locale.ROOT)).find()
                    && !wasNamedElsewhere(member)) {
                  events.add(SimpleConditionEvent.violated(member, member.getFullName()));
                }
              }
            })
        .because("one spelling makes one search find everything")
        // A module may still hold only its descriptor.
        .allowEmptyShould(true);
  }

  /** No package needs another that needs it. */
  public static ArchRule packagesHaveNoCycles() {
    return slices().matching("dev.portcullis.(**)").should().beFreeOfCycles();
  }

  /**
   * Nothing leaves the JVM through the foreign-function interface, except in one class.
   *
   * @param gateway the fully qualified name of a module's one class that does
   */
  public static ArchRule foreignFunctionsAreCalledOnlyIn(String gateway) {
    return noClasses()
        .that(doNotBelongTo(Set.of(gateway)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign")
        .because("memory errors can then come from one file alone");
  }

  /** This module has no need of the foreign-function interface. */
  public static ArchRule foreignFunctionsAreNotCalled() {
    return foreignFunctionsAreCalledOnlyIn("nowhere");
  }

  /**
   * Bytes of a wire or a file are taken apart in codecs and nowhere else.
   *
   * @param codecs the simple names of the classes that may, besides those called {@code …Codec}
   */
  public static ArchRule onlyCodecsUseByteBuffers(Set<String> codecs) {
    return noClasses()
        .that(
            describe(
                "are no codecs",
                type ->
                    !outermost(type).getSimpleName().endsWith("Codec")
                        && !codecs.contains(outermost(type).getSimpleName())))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.ByteBuffer")
        .because("one bounds-checked place reads each format");
  }

  /** Hands a frame to a port. */
  public static DescribedPredicate<JavaMethodCall> transmitsAFrame() {
    return describe(
        "hands a frame to a port",
        call ->
            call.getName().equals("transmit")
                && call.getTargetOwner().isAssignableTo("dev.portcullis.can.port.CanPort"));
  }

  /** A class of its own with state: not a record, an enumeration, an interface or an exception. */
  public static DescribedPredicate<JavaClass> areStageResults() {
    return describe(
        "are stage results",
        type ->
            !type.isRecord()
                && !type.isEnum()
                && !type.isInterface()
                && !type.isAssignableTo(Throwable.class));
  }

  /** Whether a library's interface or class already has this name, which we can only repeat. */
  private static boolean wasNamedElsewhere(JavaMember member) {
    return Stream.concat(
            member.getOwner().getAllRawSuperclasses().stream(),
            member.getOwner().getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith("dev.portcullis"))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(method -> method.getName().equals(member.getName()));
  }

  /** Whether a class, or the class it is nested in, has one of these fully qualified names. */
  private static DescribedPredicate<JavaClass> doNotBelongTo(Set<String> names) {
    return describe(
        "are none of " + List.copyOf(names), type -> !names.contains(outermost(type).getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return target(owner(nameMatching("java\\.time\\.(Instant|Local.*|Zoned.*|Offset.*)")))
        .and(target(name("now")))
        .or(target(owner(name("java.time.Clock"))).and(target(nameMatching("system.*"))))
        .or(
            target(owner(name("java.lang.System")))
                .and(target(nameMatching("nanoTime|currentTimeMillis"))));
  }

  private static DescribedPredicate<JavaAccess<?>> makesRandomness() {
    return target(owner(name("java.security.SecureRandom")))
        .and(target(nameMatching("<init>|getInstance.*")))
        .or(target(owner(name("java.util.Random"))).and(target(name("<init>"))))
        .or(target(owner(name("java.lang.Math"))).and(target(name("random"))))
        .or(target(owner(name("java.util.UUID"))).and(target(name("randomUUID"))))
        .or(target(owner(name("java.util.concurrent.ThreadLocalRandom"))));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
  }
}
