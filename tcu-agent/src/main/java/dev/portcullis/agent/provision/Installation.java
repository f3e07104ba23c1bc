package dev.portcullis.agent.provision;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was installed, verified anew from its bytes at every start: the policy's
 * signatures, the owner's grant, the vehicle description. What lies on the disk is believed no more
 * than what comes over the network.
 *
 * @param policy whom to believe, and what to allow: the newest
 * @param policies how it came from the signers in the configuration to that policy
 * @param enrolment who owns the vehicle
 * @param commands what each command does in the vehicle's messages
 * @param contents the bytes this was made from, by file name
 */
public record Installation(
    SignedPolicy policy,
    PolicyChain policies,
    Enrolment enrolment,
    CommandMap commands,
    Map<String, Bytes> contents) {

  static final int MAX_FILE = 1024 * 1024;
  private static final String NEXT_FOR_THE_CAR =
      "mend it and provision again; docs/your-car.md describes both files of the car";

  /** Keeps a copy. */
  public Installation {
    contents = Map.copyOf(contents);
  }

  /** What the two files of the car are known by, here and in can-bridge. */
  public Digest carDigest() {
    return SignedDescription.digest(
        contents.getOrDefault("car.dbc", Bytes.empty()),
        contents.getOrDefault("commands.toml", Bytes.empty()));
  }

  /** Reads and verifies what lies in {@code files}. */
  public static Outcome<Installation, Problem> load(
      FileSystem disk, InstalledFiles files, AgentConfiguration configuration) {
    return load(disk, files, Optional.empty(), configuration);
  }

  /**
   * Reads and verifies what lies in {@code files}, and the policy of the version that runs.
   *
   * @param delivered the folder of a policy that came over the air; refused where it is not the
   *     newest and not genuine, for a version that cannot go by its own policy is not whole
   */
  public static Outcome<Installation, Problem> load(
      FileSystem disk,
      InstalledFiles files,
      Optional<Path> delivered,
      AgentConfiguration configuration) {
    return readAll(disk, files)
        .then(contents -> {
          if (delivered.isEmpty()) {
            return verify(disk, files, contents, List.of(), configuration);
          }
          var from = new InstalledFiles(delivered.get());
          return read(disk, List.of(from.policy(), from.policySignatures()))
              .map(policy ->
                  new UnverifiedPolicy(
                      content(policy, from.policy()), content(policy, from.policySignatures())))
              .then(policy ->
                  verify(disk, files, contents, List.of(policy), configuration)
                      .then(installation -> installation.knowing(policy, from)));
        });
  }

  private Outcome<Installation, Problem> knowing(UnverifiedPolicy delivered, InstalledFiles from) {
    return policies
        .missing(delivered)
        .<Outcome<Installation, Problem>>map(why -> Outcome.refused(said(from, why)))
        .orElseGet(() -> Outcome.passed(this));
  }

  /** The one that was gone by later, in the place of the car's description in {@code contents}. */
  private static Outcome<CommandMap, Problem> newest(
      FileSystem disk, InstalledFiles files, Map<Path, Bytes> contents, CommandMap installed) {
    return new CarUpdate(disk, files)
        .newerThan(installed.sequence())
        .then(newer -> {
          if (newer.isEmpty()) {
            return Outcome.passed(installed);
          }
          contents.put(files.messages(), newer.get().messages());
          contents.put(files.commands(), newer.get().commands());
          return described(files, contents);
        });
  }

  private static Outcome<CommandMap, Problem> described(
      InstalledFiles files, Map<Path, Bytes> contents) {
    return Database.parse(content(contents, files.messages()))
        .mapRefusal(reason -> said(files, reason))
        .then(database ->
            CommandMap.parse(
                    files.commands().toString(),
                    text(content(contents, files.commands())),
                    database)
                .mapRefusal(reason ->
                    new Problem(
                        reason.file() + ": " + reason.where(), reason.detail(), NEXT_FOR_THE_CAR)))
        .then(described -> fitting(files, described));
  }

  private static Outcome<Installation, Problem> verify(
      FileSystem disk,
      InstalledFiles files,
      Map<Path, Bytes> contents,
      List<UnverifiedPolicy> delivered,
      AgentConfiguration configuration) {
    var provisioned =
        new UnverifiedPolicy(
            content(contents, files.policy()), content(contents, files.policySignatures()));
    var candidates = new ArrayList<>(new PolicyUpdate(disk, files).policies());
    candidates.add(provisioned);
    candidates.addAll(delivered);
    var policies = PolicyChain.from(configuration.trust().policyAuthority()).with(candidates);
    var policy = policies.newestOr(provisioned).mapRefusal(reason -> said(files, reason));
    var enrolment =
        Enrolment.verify(
                configuration.vehicle().id(),
                configuration.vehicle().epoch(),
                configuration.trust().handOverKey(),
                List.of(content(contents, files.ownerGrant())))
            .mapRefusal(reason -> said(files, reason));
    var commands = described(files, contents).then(found -> newest(disk, files, contents, found));
    return policy.then(signed ->
        enrolment.then(enrolled ->
            commands.map(described ->
                new Installation(signed, policies, enrolled, described, byName(contents)))));
  }

  private static Outcome<CommandMap, Problem> fitting(InstalledFiles files, CommandMap described) {
    return CarFit.misfit(described)
        .<Outcome<CommandMap, Problem>>map(misfit ->
            Outcome.refused(
                new Problem(
                    files.commands() + ": " + misfit.where(), misfit.reason(), NEXT_FOR_THE_CAR)))
        .orElseGet(() -> Outcome.passed(described));
  }

  private static Problem said(InstalledFiles files, PolicyRefusal reason) {
    var file =
        switch (reason) {
          case PolicyRefusal.TooFewSignatures _,
              PolicyRefusal.TooFewNewSigners _,
              PolicyRefusal.UnreadableSignatures _ ->
              files.policySignatures();
          case PolicyRefusal.Unreadable _,
              PolicyRefusal.TooLarge _,
              PolicyRefusal.Rollback _,
              PolicyRefusal.TooManyRotations _,
              PolicyRefusal.OtherSigners _ ->
              files.policy();
        };
    return new Problem(file.toString(), reason.explanation(), PolicyAdvice.next(reason));
  }

  private static Problem said(InstalledFiles files, DbcRefusal reason) {
    return new Problem(
        files.messages() + ": line " + reason.line(), reason.reason().toString(), NEXT_FOR_THE_CAR);
  }

  private static Problem said(InstalledFiles files, Enrolment.Refusal reason) {
    return new Problem(
        files.ownerGrant().toString(),
        reason.explanation(),
        "have the OEM issue an owner grant for the vehicle and epoch in the configuration");
  }

  private static Outcome<Map<Path, Bytes>, Problem> readAll(FileSystem disk, InstalledFiles files) {
    return read(disk, files.all());
  }

  private static Outcome<Map<Path, Bytes>, Problem> read(FileSystem disk, List<Path> files) {
    var contents = new LinkedHashMap<Path, Bytes>();
    for (Path file : files) {
      switch (AtomicFile.read(disk, file, MAX_FILE)) {
        case Outcome.Refused<Bytes, DurableRefusal>(var reason) -> {
          return Outcome.refused(new Problem(file.toString(), reason.meaning(), reason.next()));
        }
        case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> contents.put(file, bytes);
      }
    }
    return Outcome.passed(contents);
  }

  private static Map<String, Bytes> byName(Map<Path, Bytes> contents) {
    var named = new LinkedHashMap<String, Bytes>();
    contents.forEach((file, bytes) -> named.put(String.valueOf(file.getFileName()), bytes));
    return named;
  }

  private static Bytes content(Map<Path, Bytes> contents, Path file) {
    return contents.getOrDefault(file, Bytes.empty());
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
