package dev.portcullis.simulator.repository;

import dev.portcullis.ota.metadata.RoleName;

/** Which of the two repositories. */
public enum RepositoryKind {
  /** Vouches for images. */
  IMAGES("images", "Image repository"),
  /** Directs vehicles. */
  DIRECTOR("director", "Director");

  private final String word;
  private final String title;

  RepositoryKind(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** Its folder's name, and the first part of its paths. */
  public String word() {
    return word;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Whether the keys of a role lie in no machine that a network reaches. */
  public boolean isOffline(RoleName role) {
    return role.equals(RoleName.ROOT) || (role.equals(RoleName.TARGETS) && this == IMAGES);
  }
}
