package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Sold the car, and keeps the phone. */
final class FirstOwner implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "first-owner",
        Who.DRIVER,
        "the seller, afterwards",
        "the phone that was the owner's before the car was sold",
        "unlocks the car that is his no more",
        new Expected.Refused(RefusalCode.WRONG_EPOCH));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var seller = scene.household().firstOwner();
    if (seller.equals(scene.household().owner())) {
      scene.household().sell();
    }
    var phone = scene.phone(seller.signer(), seller.grants());
    var app = scene.appraisalOf(seller.signer().publicKey());
    var draft = scene.draft(phone, CommandName.UNLOCK, app);
    return scene.send(draft, scene.request(draft, phone));
  }
}
